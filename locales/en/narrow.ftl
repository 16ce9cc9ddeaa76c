# Narrowing: the connection goes on, and a part of what it may do is taken away

narrow-door = Take permissions away
narrow-title-waiting = Before taking permissions away
narrow-title = Take permissions away from { $service }?
narrow-lede = { $issuer } will be asked to take away what you choose. The connection itself goes on.
narrow-choose = Choose what to take away
narrow-choose-note = What you mark is taken away. What you leave unmarked stays as it is.
narrow-fixed = Cannot be taken away here
narrow-fixed-note = { $issuer } does not take these away by themselves. To stop them, end the connection.
narrow-goes = What is taken away
narrow-goes-none = Nothing is chosen yet.
narrow-stays = What stays
narrow-stays-none = Nothing stays.
narrow-then = What happens then
narrow-then-service = { $service } can no longer use what was taken away. Parts of it may stop working, or it may ask you again. { $connector } has not told what it does.
narrow-then-again = If you allow it again, it is back.
narrow-then-data = Data that { $connector } has already received is not deleted.
narrow-then-written = Payments on their way, and what has been changed already, are not undone.
narrow-leaves-nothing = It is taken away at once, also from access already given out (by the way { $issuer } works).
narrow-leaves-signed-access-tokens = However, access already given out may use what was taken away until it runs out (when is not known).
narrow-leaves-minutes = { $minutes ->
    [one] However, access already given out may use what was taken away for up to 1 minute.
   *[other] However, access already given out may use what was taken away for up to { $minutes } minutes.
 }
narrow-leaves-until = However, access already given out may use what was taken away: by what { $issuer } tells, until { $at } at the latest.
narrow-leaves-not-told = { $issuer } does not tell how long access already given out can use what was taken away.
narrow-all-chosen = To take everything away is to end the connection
narrow-all-chosen-body = If nothing is to stay, end the connection instead.
narrow-to-end = Go on to ending
narrow-act = Take away what I chose
narrow-busy = Asking…
narrow-not-title = Nothing can be taken away from { $service } here
narrow-why-not-offered = { $issuer } does not take away a part of what a connection may do.
narrow-why-nothing-to-take = There is nothing that could be taken away while something stays.
narrow-why-no-birth = { $issuer } does not tell when this connection was given. It could be mistaken for a later one, so this app takes nothing away from it.
narrow-why-over = This connection is over.
narrow-why-ending = This connection is being ended. That goes first.
narrow-or-end = To stop everything, you can end the connection.
narrow-of = Taking permissions away from { $service } ({ $connector })
narrow-none-title = Nothing was to be taken away from { $service }
narrow-none-body = This app was never asked to take anything away from this connection.
narrow-again = Take more away
narrow-line = Taking permissions away: { $state }
narrow-line-link = See more
narrow-next-step = To stop what is still there, end the connection or ask { $issuer }.

grade-permissions-gone = This app asked { $issuer } once more and saw that what was taken away is no longer listed. The connection goes on.

narrowed-state-asked = You asked to take permissions away
narrowed-state-sent = You asked to take permissions away: no answer yet
narrowed-state-accepted = Accepted, not checked yet
narrowed-state-verified = Checked: the permissions are taken away
narrowed-state-waiting = NOT taken away yet: waiting for an answer
narrowed-state-needs-you = NOT taken away yet: waiting for you
narrowed-state-needs-sign-in = NOT taken away yet: a sign-in is needed
narrowed-state-refused = NOT taken away: refused
narrowed-state-superseded = Taking permissions away came to a stop
narrowed-state-disputed = NOT taken away: there is a contradiction

narrowed-state-body-asked = { $issuer } is about to be asked. Nothing is taken away yet.
narrowed-state-body-sent = { $issuer } was asked. Waiting for its answer. Nothing has been checked yet.
narrowed-state-body-accepted = { $issuer } accepted it, which alone does not mean that anything was taken away. This app will ask again to check.
narrowed-state-body-verified = This app asked { $issuer } once more and checked it.
narrowed-state-body-waiting = No answer from { $issuer }. This app goes on by itself as soon as it can be reached.
narrowed-state-body-needs-you = To go on, you have to sign in to { $issuer }.
narrowed-state-body-refused = { $issuer } refused. The permissions are as they were.
narrowed-state-body-superseded = The reason stands under “What happened so far”. This app sends nothing more.
narrowed-state-body-disputed = What was to be taken away is still in the list of { $issuer }, or is back in it. It can look like this also where you allowed it again.

narrowed-step-superseded = Came to a stop

narrowed-evidence-person-asked = You asked to take permissions away; that was written down on this device.
narrowed-evidence-sent = { $issuer }’s list was read first: the same connection had them. Then the request to take them away left this device.
narrowed-evidence-not-listed = { $issuer } was asked: the connection itself is not listed.
narrowed-evidence-listed-ended = { $issuer } was asked: the connection itself is listed as ended.
narrowed-evidence-listed-ended-tokens = { $issuer } was asked: the connection itself is listed as ended, with { $tokens } access tokens reported alive.
narrowed-evidence-still-in-use = { $issuer } was asked: the connection as it was given is not listed, yet it is shown as still in use.
evidence-no-longer-held = { $issuer } was asked once more: the connection is listed, without what was taken away.
evidence-still-held = { $issuer } was asked once more: what was to be taken away is listed.
evidence-ending-asked = You asked to end the connection, so taking permissions away was given up.

narrowed-left-alive-none = { $issuer } says that access already given out can no longer use what was taken away.
narrowed-left-alive-until = However, access that was already out may use what was taken away until { $at }.
narrowed-left-alive-not-told = However, { $issuer } does not tell how long access that was already out can use what was taken away.

narrowed-watch-title = Keeping an eye on it
narrowed-watch-until = Until { $until } this app looks whether what was taken away is back in the list of { $issuer }.
narrowed-watch-disputed-next = On { $at } this app asks again whether what was taken away is still there.

act-narrowing = { $service } ({ $issuer }), taking away { $drop }: { $state }
event-narrowing-needs-you = Nothing is taken away from { $service } at { $issuer } yet. It needs you.
event-not-narrowed = { $service } at { $issuer } is listed with permissions that were to be taken away.
event-narrowing-refused = { $issuer } refused to take permissions away from { $service }. They are as they were.
event-narrowing-given-anew = { $service } at { $issuer } was given anew before permissions could be taken away. The new one was left as it is.

error-cannot-narrow-title = Nothing can be taken away from this connection here
error-cannot-narrow-body = The issuer does not do that, or there is nothing that could go while something stays. To stop everything, you can end the connection.
error-narrow-keeps-all-title = Nothing is chosen to be taken away
error-narrow-keeps-all-body = This would change nothing. Choose what to take away.
error-narrow-keeps-nothing-title = Nothing would stay
error-narrow-keeps-nothing-body = To take everything away is to end the connection. End it instead.
error-narrow-not-held-title = The connection has no such permission
error-narrow-not-held-body = The list may be newer. See its page for what it may do now.
error-narrow-fixed-title = This cannot be taken away by itself
error-narrow-fixed-body = The issuer does not take it away by itself. To stop it, end the connection.
error-narrow-ending-title = This connection is being ended
error-narrow-ending-body = That goes first. Nothing was asked to be taken away.
error-narrow-open-title = Taking permissions away was asked for already
error-narrow-open-body = Wait until the earlier request has come to its end, then ask again.
