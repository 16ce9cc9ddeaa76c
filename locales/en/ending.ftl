# Ending

before-title-waiting = Before ending
before-title = End the connection with { $service }?
before-lede = { $issuer } will be asked to end it. This cannot be undone, but you can connect again from the service.
before-stale = The present state is read once more when it is asked for.
before-sign-in-title = First you have to sign in to { $issuer }
before-sign-in-body = After asking, you can sign in on the next screen. Until then it does not end.
stops-title = What stops
goes-on-title = What goes on
remains-title = What may remain
goes-on-card = The card or account itself (it is not stopped)
goes-on-membership = Membership and paid plans at { $service } (to leave, turn to that company)
goes-on-payments-in-flight = Payments and top-ups already on their way
goes-on-written-data = What has already been changed (it is not undone)
goes-on-online-sessions = Signing in to { $service } with your { $issuer } id
leaves-alive-nothing = Access already given out does not remain (by the way { $issuer } works)
leaves-alive-signed-access-tokens = Access already given out may be used until it runs out (when is not known)
leaves-alive-minutes = { $minutes ->
    [one] Access already given out may be used for up to 1 minute
   *[other] Access already given out may be used for up to { $minutes } minutes
 }
leaves-alive-not-told = { $issuer } does not tell how long access already given out can be used
leaves-alive-not-told-until = { $issuer } does not tell whether access already given out stops at once. By what it tells, the access that is out now runs out by { $at } at the latest
leaves-alive-until = Access that is out now may be used until it runs out: by what { $issuer } tells, by { $at } at the latest
remains-data = Data that { $connector } has already received
remains-chain = Data that { $name } has already received
remains-ask = After ending you can ask { $connector } to delete it. It may decline where it has a reason, for instance a law that makes it keep data.
ends-together = { $count ->
    [one] Ends together with it (1)
   *[other] End together with it ({ $count })
 }
ends-together-note = { $issuer } announces that this ends together with it.
others-stay = Other connections with { $connector } that stay
end-grant = End the connection
ending-busy = Asking…

## Where there is nothing to end

not-to-end = { $service } cannot be ended here
not-to-end-ended = The connection with { $service } has already ended
not-to-end-vanished = The connection with { $service } is no longer listed
not-to-end-asked = Ending { $service } has already been asked for
not-to-end-own = { $service } ends when you sign out
not-to-end-own-body = What this app itself may do at { $issuer } ends when you sign out under “Sign-ins on this device”.

## How it goes

ending-title-waiting = Ending
ending-of = Connection with { $service } ({ $connector })
no-ending-title = No ending of { $service } was asked for
no-ending-body = This app was never asked to end this connection.
to-grant = To the connection
to-list-plain = To connected services
to-records = See the records
grade-grant-gone = This app asked { $issuer } once more and saw that this connection is no longer listed.
grade-tokens-reported-dead = This app asked { $issuer } once more and was told that not one access is alive.
left-alive-none = { $issuer } says that no usable access is left.
left-alive-until = However, access that was already out may be used until { $at }.
left-alive-not-told = However, { $issuer } does not tell how long access that was already out can be used.
ending-next = This app will ask again by itself at { $at }.
ending-left-alone = { $issuer } asked to be left alone for a while. This app goes on by itself at { $at }.
hurry = Try again now
hurry-busy = Asking…
unsure-title = This has NOT ended: your answer is needed
unsure-body = { $issuer } lists the same connection, and does not tell whether it was given anew since you asked for its ending. This app knows of no answer to that ending.
unsure-act = End the one that is there now
together-title = { $count ->
    [one] Announced to end together with it (1)
   *[other] Announced to end together with it ({ $count })
 }
together-gone = Seen to be over
together-there = Not yet seen to be over in { $issuer }’s list
ask-for-ending-again = Go on to ending once more
steps-title = What happened so far
step-asked = You asked
step-sent = Sent
step-accepted = Accepted
step-verified = Checked
step-waiting = Waiting
step-needs-you = Sign-in needed
step-unsure = Your answer is needed
step-refused = Refused
step-superseded = Given anew
step-disputed = Contradiction
evidence-person-asked = “End the connection” was pressed and written down on this device.
evidence-still-there = { $issuer }’s list was read: the same connection is there.
evidence-sent = { $issuer }’s list was read first: the same connection was there. Then the request to end it left this device.
evidence-accepted = { $issuer } answered that it accepted (answer code { $status }).
evidence-nothing-there = { $issuer } answered that it finds no such connection (answer code { $status }). Whether that is so has not been checked yet.
evidence-not-listed = { $issuer } was asked once more: this connection is not listed.
evidence-listed-ended = { $issuer } was asked once more: it is listed as ended. How much access is alive is not told.
evidence-listed-ended-tokens = { $issuer } was asked once more: it is listed as ended, with { $tokens } access tokens reported alive.
evidence-still-in-use = { $issuer } was asked once more: the connection is not listed, yet it is shown as still in use.
evidence-given-anew = { $issuer } lists the same connection, given anew at a later time.
evidence-no-answer = No answer from { $issuer }: { $why }
evidence-sign-in-needed = { $issuer } wants you to sign in.
evidence-reason = { $issuer } refused (answer code { $status }).
evidence-used-after = { $issuer }’s log shows a use dated after the ending ({ $at }).
silence-offline = no connection
silence-timed-out = no answer in time
silence-server-error = a fault at { $issuer }
silence-too-many = it asked to wait
silence-unreadable = the answer was not in the agreed form
silence-interrupted = this app was stopped before the answer came
issuer-reason = Reason given
may-hold-title = What the connected company may still hold
who-to-ask = Ending it at { $issuer } itself

## After the ending

watch-title = Keeping an eye on it
watch-until = Until { $until } this app looks whether it is back in the list of { $issuer }.
watch-over = It was looked at until { $until }.
watch-listed = The list was read last on { $at }.
watch-uses-told = Asked on { $at }, { $issuer } told of no use after the ending.
watch-uses-used = Asked on { $at }, { $issuer } told of a use after the ending.
watch-uses-not-yet = Uses after the ending were not asked for yet.
watch-uses-not-told = { $issuer } does not tell whether it was used after the ending. Only the list is looked at.
watch-blind-signed-out = Not looked at since { $since }. It goes on once you sign in to { $issuer }.
watch-blind-trouble = { $issuer } has not answered since { $since }, so that nothing could be looked at.
watch-disputed-next = On { $at } this app asks again whether it is still there.
