# The inbox

notices-title = Notices
notices-lede = What payment companies and connected companies made known. It never replaces what each company owes to tell you itself.
notices-mine = About your connections
notices-past = Over
notices-others = Not about your connections
notices-count = { $count ->
    [one] 1 notice
   *[other] { $count } notices
 }
notices-none-mine = No notice about your connections is here now.
unread = Unread
read-notice = Read
your-connections = Your connections:
elsewhere-count = { $count ->
    [one] (1 of them at another payment company)
   *[other] ({ $count } of them at other payment companies)
 }
concerned-more = { $count ->
    [one] 1 more connection is not shown here.
   *[other] { $count } more connections are not shown here.
 }
see-list = See all connections
notice-title-waiting = Notice
no-notice-title = This notice is not here
no-notice-body = Notices older than a year are not kept here.
to-notices = To the notices
to-notices-back = ← Back to the notices

## Kind, weight, state

notice-kind-incident = Incident
notice-kind-risk = Risk
notice-kind-outage = Disturbance
notice-kind-planned-stop = Planned stop
notice-kind-api-change = Change of connection
severity-urgent = Urgent
severity-caution = Caution
severity-info = To know
notice-state-open = Still stands
notice-state-over = Its time is over
notice-state-all-clear = All clear
notice-state-replaced = Replaced by a newer one
notice-state-body-open = Nobody has told yet that it is over.
notice-state-body-over = The time that was told is over.
notice-state-body-all-clear = It tells that what was told before is over.
notice-state-body-replaced = A newer notice has been told since. Please look in the list of notices.

## One notice

notice-title = { $kind } ({ $by })
notice-heard = It came to this app from { $issuer }: { $at }.
period-label = When
period-both = from { $from } until { $until }
period-from = from { $from } (until when is not provided)
period-until = until { $until }
part-label = What is affected
advice-label = What they advise
advice-consider-ending = Consider ending the connection
advice-change-password = Change your password at the connected company
advice-wait = Wait
advice-ask = Ask the contact
advice-nothing = There is nothing to do
meaning-title = For your connections
meaning-concerns = { $count ->
    [one] It is about this connection at { $issuer }.
   *[other] It is about these { $count } connections at { $issuer }.
 }
meaning-elsewhere = The same company is connected at { $there } too. { $there } has not told it yet.
meaning-nobody = None of your connections is affected.
to-calendar = Add to calendar
in-calendar = { $name } was saved and handed to your calendar.
not-in-calendar = It could not be handed to a calendar. Choose an app that opens .ics files on this device, and try again.
see-connection = See the connection
consider-ending = Consider ending
ask-them = See contacts
own-at-issuer = : { $service }, { $issuer }
wait-for-now = Do nothing and wait for now
row-notices = { $count ->
    [one] 1 notice ({ $severity })
   *[other] { $count } notices ({ $severity })
 }
grant-notices = { $count ->
    [one] There is a notice about this connection
   *[other] There are { $count } notices about this connection
 }
urgent-title = { $services }: there is a notice ({ $kind })
urgent-more = { $count ->
    [one] There is 1 more urgent notice.
   *[other] There are { $count } more urgent notices.
 }

## Keeping safe

safe-title = Against unauthorised use (from this app)
safe-password = At the connected company use a password that differs from the payment company’s, that nobody can guess, and that you neither reuse nor share.
safe-device = Keep protective software on the devices that you use.
safe-tell = Tell the connected company at once when a password or a device is lost or may have become known.

## How fresh each company's word is

feeds-title = How far the news reaches
feeds-lede = That no notice came does not mean that nothing happened. For each company: up to when its news could be checked.
feeds-none = The news of no payment company has been checked yet.
feed-notices = Notices
feed-directory = About companies
feed-unpublished-notices = { $issuer } publishes no notices. Whatever happens, nothing comes here.
feed-unpublished-directory = { $issuer } publishes nothing about connected companies.
feed-good = What was signed { $at } is checked to be the newest.
feed-no-news = No news from { $issuer } since { $at }.
feed-never = No news from { $issuer } could be checked so far.
feed-last-good = The last good one, signed { $at }, stays in use.
feed-expired = What is in use ran out: { $at }.
feed-checked = Last checked to be the newest: { $at }
feed-unchecked = Whether it is the newest could not be checked so far.
refusal-not-served = Nothing newer could be had from { $issuer }.
refusal-too-large = What came is too large, so it is not used.
refusal-signature = What came is not shown to be signed by { $issuer }, so it is not used.
refusal-unreadable = What came is not in the agreed form, so it is not used.
refusal-other-issuer = What came is about another company, so it is not used.
refusal-older = What came is older than before, so it is not used.
refusal-altered = What came has the same number with other content, so it is not used.
refusal-expired = What came had run out, so it is not used.
refusal-from-the-future = What came was signed at a time yet to come, so it is not used. Please check this device’s clock too.
refusal-keys-changed = { $issuer } signs with other keys than before. The old keys do not vouch for that change, so it is not used.

## New keys

trust-ask = Consider using the new keys
trust-title = Use the new keys of { $issuer }?
trust-danger = This app cannot check whether the new keys really belong to { $issuer }. If they are somebody else’s, false contacts and notices will be shown as { $issuer }’s.
trust-how = First ask { $issuer } whether it changed its keys, by the phone number on your card or in its official information. There is no hurry: connections can be seen and ended as before.
trust-sure = { $issuer } confirmed to me that it changed its keys
trust-act = Use the new keys
trust-busy = Changing…
