# The list

grants-title = Connected services
grants-count = { $grants ->
    [one] 1 connection is
   *[other] { $grants } connections are
 } in place at { $issuers ->
    [one] 1 payment company
   *[other] { $issuers } payment companies
 } (expired ones that are still listed count too).
grants-scope = Data passed on without your consent being needed does not appear here.
grants-none-yet = No payment company is connected yet.
sync-now = Ask for the present state
sync-busy = Asking…
ask-again = Ask again
needs-you-title = { $count ->
    [one] 1 ending waits for you
   *[other] { $count } endings wait for you
 }
needs-you-show = Show them
needs-you-body = They have NOT ended: you have to sign in, or to answer. Open the services marked “it waits for you”.

## Search, filter, order

search-label = Find a connected service
search-placeholder = Search service, company, what it may do
result-count = { $count ->
    [one] 1 connection found (this app’s own permissions are not counted)
   *[other] { $count } connections found (this app’s own permissions are not counted)
 }
filter-label = Show
filter-with-count = { $filter } ({ $count })
filter-live = In place
filter-moves-money = Move money
filter-writes = Change things
filter-unused = Unused for 90 days
filter-expires-soon = Ending soon
filter-suspended = Suspended
filter-ending-open = Ending under way
filter-ended = Ended or gone
sort-label = Order
sort-weight = What can do most first
sort-service = By service
sort-connector = By company
sort-issuer = By issuer
sort-expiry = Ending first
sort-last-used = Last used first
sort-granted = Newest first

## Rows

rows-label = List of connected services
rows-shown = { $shown } of { $total } are shown
rows-more = Show more
rows-none = No connection matches.
rows-clear = Show all again
group-count = { $count ->
    [one] 1 connection
   *[other] { $count } connections
 }
row-as-of = as of { $at }
row-ended = Ended { $at }
row-ended-untold = Ended (when is not told)
row-vanished = Gone from the list { $at }
row-own-end = Your own end: { $date }
last-use = Last used { $at }
last-use-never = Never used so far
last-use-not-told = Last use is not told
own-app = Renkei
own-flag = This app
own-open = Open { $count }
own-close = Close
own-at = : this app, { $issuer }

## First run

first-title = Connect one payment company and its services appear here
first-body = Which services were let into your cards and wallets, what they may do, and until when. See it in one place, and end any of them at any time.
first-act = Connect a payment company
first-where = The list is kept on this device only.

## Companies that cannot be asked

without-api-title = Some companies are not in this list.
without-api-body = This app has no way to ask { $names }. Services connected there are shown on each company’s own page.
without-api-act = Where to look
