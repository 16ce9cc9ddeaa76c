## How quickly an ending takes effect, as this app measured it itself.

measure-title = Try how quickly an ending takes effect
measure-lede = How long the keys (tokens) of a permission still work at { $issuer } after it was ended: measured with this app’s own keys.
measure-how-1 = Your browser opens { $host }. Give this app one test permission there.
measure-how-2 = This app ends it at once, in the same way as any other.
measure-how-3 = Then it looks whether the test keys still work. That mostly takes less than a minute, ten at most. You can stop at any time.
measure-harmless = The test permission tells only who signed in ({ $scopes }). No statements, no balance, no money moves. Your other connections are not touched.
measure-scopes = What the test permission reaches ({ $scopes }) was chosen by { $issuer }. See what it allows on the permission page in your browser. Your other connections are not touched.
measure-start = Try it
measure-again = Try it again
measure-stop = Stop looking
measure-cancel = Cancel
measure-starting = Asking { $issuer } how.
measure-given = The permission was given. Now it is ended.
measure-looking = The ending was accepted ({ $at }). Looking whether anything still works.
measure-cancelled = Cancelled. If the test permission stands, it is found and ended when the list is read next.
measure-not-offered = { $issuer } offers no registration for this measurement.
measure-not-yet = Not measured here yet.
measure-sign-in-first = To measure, sign in to { $issuer } first.
measure-left-behind = A test permission of this app’s own stands at { $issuer } (since { $at }). It is ended when the list is read next.

measure-section = How quickly endings take effect
measure-at = { $days ->
    [0] Measured here: { $at }
    [one] Measured here a day ago ({ $at })
   *[other] Measured here { $days } days ago ({ $at })
}
measure-old = This measurement is old. It may be different now.
measure-said-here = What this app saw with its own keys. It is no promise of { $issuer }, and no look at the keys of other services.
measure-stopped = Looking was stopped on the way.

measure-seconds = { $seconds } s
measure-minutes = { $minutes } min
measure-figure-over = Within { $by } after the ending was accepted, nothing of the test permission worked any more.
measure-figure-signed = At { $issuer } it stopped working within { $by }. The keys are signed: whoever looks at nothing but the signature may take them for up to { $until }.
measure-figure-alive = { $worked } after the ending was accepted, something still worked. There this app stopped looking.
measure-figure-nothing = The ending was accepted; whether anything stopped working could not be seen.

measure-listed = The list
measure-renewed = Renewing the keys
measure-accepted = Use at { $host }
measure-accepted-nowhere = Use at a place with data
measure-signed = The key’s own end
measure-life-signed = { $until } after the ending (signed key)
measure-life-over = Over within { $by }
measure-life-over-worked = Still worked at { $worked }, over by { $by }
measure-life-alive = Still worked at { $worked }
measure-life-none = There is none
measure-life-never-worked = Did not work before the ending either: not measured
measure-life-no-answer = No answer: not known

measure-contradiction-still-listed = { $issuer } accepted the ending and went on listing the permission.
measure-contradiction-still-renewed = { $issuer } accepted the ending and went on giving new keys.
measure-contradiction-lived-longer = A key worked longer than { $issuer }’s own interface says.
measure-contradiction-outlived-itself = A signed key worked after its own end.
measure-contradicts = What does not fit

act-measuring-asked = You asked to try how quickly an ending takes effect at { $issuer }
act-measuring-given = A test permission was given to this app at { $issuer }
act-measuring-end-accepted = { $issuer } accepted the ending of the test permission (answer { $status })
act-measuring-measured = This app looked whether its test keys at { $issuer } still worked after the ending
act-measuring-left-behind-ended = { $issuer } accepted the ending of a test permission that was left there

error-measure-not-offered-title = { $party } does not offer this measurement
error-measure-not-offered-body = It needs a second registration of this app there. The list and endings work as before.
error-measure-under-way-title = A measurement is under way already
error-measure-under-way-body = Wait until it is over, or stop it on the screen that began it.
error-measure-unseen-title = The test permission did not come into this list
error-measure-unseen-body = Either somebody else signed in in the browser, or { $party } does not list it. The test keys were given back. Sign in as the same person and try again.
error-measure-left-behind-title = An earlier test permission stands and cannot be ended
error-measure-left-behind-body = The measurement was not begun. End “Renkei (for measuring)” on the member page of { $party }, then try again.
error-measure-not-ended-title = { $party } did not accept the ending of the test permission
error-measure-not-ended-body = Nothing was measured. The test keys were given back. When the list is read next, ending it is tried again.
