# This device's sign-ins

sign-ins-title = Sign-ins on this device
sign-ins-lede = Where this app is signed in to payment companies. Signing out does not end any connected service.
sign-ins-none = This app is not signed in to any payment company.
since-label = Since
signed-out-title = This sign-in is over
signed-out-list = Until you sign in again, the list of { $issuer } stays as of { $at }.
signed-out-no-list = Until you sign in again, what is connected at { $issuer } is not known.
signed-out-keys = Keys that { $issuer } no longer accepts may still be kept on this device. Signing out erases them and asks { $issuer } to revoke them.
access-now-label = Current access
scopes-label = Permitted (technical names)
sign-out = Sign out
sign-out-all = Sign out of all
sign-out-title = Sign out of { $issuer }?
sign-out-all-title = Sign out of everything on this device?
sign-out-body = The keys are erased from this device and the payment company is asked to revoke them. Connected services stay as they are.
sign-out-busy = Signing out…
signed-out = Signed out of { $issuer }
signed-out-confirmed = The keys on this device are erased, and { $issuer } confirmed that they are revoked.
signed-out-here-only = The keys on this device are erased, but whether { $issuer } revoked them could not be confirmed.
signed-out-endings = { $count ->
    [one] 1 ending cannot go on until you sign in. It has NOT ended.
   *[other] { $count } endings cannot go on until you sign in. They have NOT ended.
 }
