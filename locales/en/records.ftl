# Records

records-title = Records
records-lede = What this app did and saw, chained in the order it happened. The newest is at the top.
records-none = There are no records yet.
records-more = Show earlier records
record-number = No. { $number }
verify = Check for changes
verify-busy = Checking…
verify-whole = { $lines ->
    [one] 1 line checked: no change, gap or reordering was found
   *[other] All { $lines } lines checked: no change, gap or reordering was found
 }
verify-note-kept = The last line is also kept apart from the records, with this device’s keys, so that lines cut off at the end are noticed. It proves nothing against somebody who can use this device unlocked.
verify-note-none = Lines that were cut off at the end would not be noticed: no copy of the last one was kept apart from the records yet. It proves nothing against somebody who can use this device unlocked.
verify-note-unreadable = Lines that were cut off at the end would not be noticed: the copy of the last one that is kept apart from the records could not be read. It proves nothing against somebody who can use this device unlocked.
verify-erased = { $lines ->
    [one] The content of 1 line was erased by rule; that it stood there is proved, not what it said.
   *[other] The content of { $lines } lines was erased by rule; that they stood there is proved, not what they said.
 }
verify-broken = The records are not as they were written
broken-changed = The content of No. { $number } is not what was written.
broken-order = At No. { $number } a line is missing, doubled or out of order.
broken-cut = Lines at the end are missing. They should reach No. { $number }.
act-connected = Signed in at { $issuer }.
act-signed-out = Signed out of { $issuer }. { $issuer } confirmed that it is revoked.
act-signed-out-here-only = Signed out of { $issuer }. Whether { $issuer } revoked it could not be confirmed.
act-grant-seen = Found that { $service } is connected at { $issuer }.
act-grant-changed = The connection with { $service } ({ $issuer }) changed: { $change }
act-checked = You confirmed “keep using” for { $service } ({ $issuer }).
act-ending = { $service } ({ $issuer }): { $state }
act-own-end-set = You set a day for { $service } ({ $issuer }) to be over.
act-own-end-taken-back = You took back the day for { $service } ({ $issuer }) to be over.
act-kept-noted = You wrote down a connection that no list shows.
act-kept-received = You kept a payment company’s receipt.
act-kept-changed = You changed what you wrote about a connection that no list shows.
act-kept-ended = You marked a connection that no list shows as ended.
act-kept-reopened = You took back that a connection that no list shows is ended.
act-kept-erased = You erased a connection that no list shows.
act-head-unfit = The records did not go as far as the copy of their last line (No. { $number }) that was kept apart from them.
act-erased = The content was erased by rule.
change-given-anew = given anew
change-widened = may do more
change-narrowed = may do less
change-status = its state changed
change-vanished = no longer listed
change-ended-together = no longer listed (it was announced to end together with another connection)
change-back = listed again
some-service = a service
some-issuer = a payment company
