browser-done-title = Please go back to Renkei
browser-done-body = You may close this tab. Renkei shows what comes next.
browser-stray-title = This page cannot be used
browser-stray-body = It is not the answer to the sign-in that Renkei is waiting for. Start again from Renkei.
own-service = This app (Renkei)
own-no-operator = A build without an operator
own-how-to-end = Sign out under “This device’s sign-ins”; that also takes the permission back at the issuer.
own-beware = Once signed out, this issuer’s list is no longer brought up to date here, and nothing at it can be ended here.
own-scope-openid = Tell whose connections these are
own-scope-grants-read = See the list of connections
own-scope-grants-end = End connections
passphrase-title = Open Renkei
passphrase-body = This machine has no keychain. The keys of your sign-ins are sealed with your passphrase.
passphrase-new-title = Choose a passphrase
passphrase-new-body = This machine has no keychain. Choose a passphrase: it seals the keys of your sign-ins on this machine. It is kept nowhere and cannot be found out later. If it is lost, connect your payment companies anew.
passphrase-label = Passphrase
passphrase-again-label = The same once more
passphrase-wrong = That passphrase does not open it. Please try again.
passphrase-differs = The two are not the same.
passphrase-open = Open
passphrase-cancel = Not now
data-used-on = Date of use
data-merchant = Shop
data-amount = Amount
data-payment-kind = Kind of payment
data-category = Category
data-balance = Balance
data-balance-at = Time of the balance
data-points = Points
data-expires-on = Expiry date
data-member-id = Member id
data-person-name = Name
data-mail = Mail address
data-phone = Phone number
data-address = Address
data-birth-date = Date of birth
data-card-last-digits = Last digits of the card
data-payment-due = Payment due and its amount
notify-new-title = There is a new connection · { $issuer }
notify-new-body = Please see in Renkei whether it was you.
notify-changed-title = A connection changed · { $issuer }
notify-changed-body = Renkei shows what changed.
notify-expires-title = A connection ends soon · { $issuer }
notify-expires-body = Renkei shows which.
notify-not-ended-title = A connection has not ended yet · { $issuer }
notify-not-ended-body = It needs you. Go on in Renkei.
notify-disputed-title = An ending is in dispute · { $issuer }
notify-disputed-body = Renkei shows what was seen.
notify-failed-title = An ending came to nothing · { $issuer }
notify-failed-body = The connection goes on. Renkei shows why, and what can be done.
notify-notice-title = There is an important notice · { $issuer }
notify-notice-body = It is about connections of yours. You can read it in Renkei.
notify-sign-in-title = Please sign in again · { $issuer }
notify-sign-in-body = Until then this company’s list is not brought up to date.
notify-several-title = { $count } changes · { $issuer }
notify-several-body = Renkei shows what changed.
notify-stays-title = Renkei keeps watching
notify-stays-body = The window is closed; the icon in the tray stays. To end Renkei, choose “Quit” in the icon’s menu.
tray-well = Nothing waits for you
tray-needs-you =
    { $count ->
        [one] One thing waits for you
       *[other] { $count } things wait for you
    }
tray-unasked =
    { $count ->
        [one] One sign-in could not be asked
       *[other] { $count } sign-ins could not be asked
    }
tray-open = Open Renkei
tray-quit = Quit
no-display = There is no display to open a window on. Start it where there is one, or use renkei in the terminal.
notify-reply-title = A request of yours has no answer noted · { $issuer }
notify-reply-body = Renkei shows what you asked for.
notify-own-end-title = A day that you set has come · { $issuer }
notify-own-end-body = Renkei asks you about one connection. It has not been ended.
notify-own-end-ending-title = A day that you set has come · { $issuer }
notify-own-end-ending-body = Renkei is ending one connection, as you prepared.
notify-case-title = No answer is noted to something you wrote · { $issuer }
notify-case-body = Renkei shows whom you turned to, and about what.
notify-case-own-title = No answer is noted to something you wrote
notify-case-own-body = Renkei shows whom you turned to, and about what.
