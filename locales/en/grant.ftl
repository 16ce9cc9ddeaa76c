# The issuer's side

grant-title-waiting = Connected service
to-list = ← Back to connected services
own-page-lede = What this app itself may do at { $issuer } (connected to { $host }).
page-said = Told by { $issuer } (connected to { $host }), { $ago }.
page-said-last = { $issuer } (connected to { $host }) told of it last at { $at }.
not-the-issuers-service = This service does not belong to { $issuer }.
page-stale-title = { $issuer } cannot be asked right now
see-ending = See how the ending stands

## The six facts

six-facts = What was agreed to (the six facts)
fact-1 = Connected company
fact-2 = Service
fact-3 = What it may do
fact-4 = Until when
fact-5 = How to end it
fact-6 = What to beware of
term-connector = API connector
term-permissions = content and range of the permission
until-furthest = The furthest day that renewing can reach.
until-ended-note = It goes on as long as it is renewed; it does not end by itself.
until-not-told-note = This company does not say how far it can be renewed.
access-until-at = Current access lasts until { $at } and may be renewed after that.
access-until-never = Current access has no end.
access-until-not-told = The end of current access is not told.
until-past-note = This end has passed.
until-former-note = The end that was told at that time.
how-to-end-here = In this app: with “Go on to ending” below
beware-none = Nothing is stated

## When it is not in force

status-suspended-title = This connection is suspended
status-suspended-body = It cannot be used while it is held, but it has not ended.
suspended-by = Decided by
suspended-reason = Reason
suspended-since = Since
party-issuer = { $issuer } (payment company)
party-connector = The connected company
party-this-app = This app
status-expired-title = This connection has expired
status-expired-body = Expired on: { $since }. { $issuer } still lists it, and it can be asked to end it.
status-ended-title = { $issuer } says that this connection has ended
ended-by = Ended by
ended-at = When
ended-by-holder = You
ended-by-issuer = { $issuer } (payment company)
ended-by-connector = The connected company
status-vanished-title = This connection is gone from { $issuer }’s list
status-vanished-body = When asked on { $since }, it was not listed. { $issuer } does not say who did what.
status-together-title = Gone from the list together with the ending of “{ $service }”
status-together-body = { $issuer } had announced that this connection ends when “{ $service }” is ended. When asked on { $since }, it was not listed.
status-unknown-title = The state of this connection is not known
status-unknown-body = A state was told that this app does not know.

## This app's own view

own-view = This app’s own view
own-view-note = Not a statement of the payment company or the connected company, and not a judgement.
drawn-at = { $at }
nothing-drawn = Nothing in particular.
rule-moves-money = This service can move your money.
rule-may-write = This service can change your data.
rule-unknown-permission = There is a permission that nobody explained.
rule-long-life = It lasts for more than a year, or until it is ended.
rule-expires-soon = It ends within two weeks.
rule-unused = It has not been used for more than 90 days.
rule-suspended = It is suspended.
rule-wider-than-needed = It may do more than the service needs.
rule-incident-open = An incident at this company has been reported, and no all-clear yet.
rule-unknown-to-directory = The payment company publishes a list of its connected companies, and this one is not in it.
rule-widened-since = It may do more than at first.
rule-longer-than-agreed = It lasts longer than you agreed to.
rule-renamed = Its name is not what it was at first.
rule-new-chained = Data goes on to somebody who did not get it at first.
rule-past-own-end = The day that you set for its end is over.
data-reached = Data it reaches: { $items }
data-reached-sensitive = Data it reaches: { $items } (to be handled with care)
rule-inputs = Based on what { $issuer } told: { $inputs }
from-until = until { $date }
from-last-use = last used on { $date }
from-suspended = suspended on { $date }
from-incident = incident reported on { $date }
from-own-end = Based on the day that you set: { $date }
from-agreed-undated = Compared: the undated receipt of what you agreed to, and what { $issuer } tells now.
from-agreed = Compared: the receipt of what you agreed to on { $date }, and what { $issuer } tells now.
from-first = Compared: what this app saw first on { $date }, and what { $issuer } tells now.
differs-widened-since = Added: { $words }
differs-renamed = Name before: { $words }
differs-new-chained = Added: { $words }
remedy-connector = To the connected company
remedy-notices = See the notices
report-title = If you think this is wrong
report-body = { $issuer } answers for the facts; whoever distributes this app, if anybody does, for the conclusion. Copy this text to ask them.
report-about = Renkei’s view of { $service } ({ $issuer })
report-drawn = Drawn at { $at } by the rule { $rule }
report-contacts = See whom to contact
silent-count = { $count ->
    [one] 1 thing not looked into
   *[other] { $count } things not looked into
 }
silent-rules = Not looked into, since { $issuer } does not tell the facts it takes: { $rules }
silent-without-receipt = Not looked into, since there is no receipt of what was agreed: { $rules }
rule-name-moves-money = whether it moves money
rule-name-may-write = whether it changes data
rule-name-unknown-permission = whether a permission is unexplained
rule-name-long-life = whether it lasts long
rule-name-expires-soon = whether it ends soon
rule-name-unused = whether it is used
rule-name-suspended = whether it is suspended
rule-name-wider-than-needed = whether it may do more than needed
rule-name-incident-open = whether there is an incident
rule-name-unknown-to-directory = whether the company is in the payment company’s list
rule-name-widened-since = whether it may do more than at first
rule-name-longer-than-agreed = whether it lasts longer than agreed
rule-name-renamed = whether its name changed
rule-name-new-chained = whether data goes on to somebody new
rule-name-past-own-end = whether the day that you set is over

## What was agreed then, and the person's own end

agreed-title = When you agreed
agreed-body-template = There is a receipt of what is agreed to, kept on { $date }. It does not say when you agreed.
agreed-body = There is a receipt of what you agreed to on { $date }.
agreed-act = See the receipt
own-end-none = Set a day on which you want it to be over
own-end-at = You want it to be over on { $date }
own-end-label = Until the end of this day
own-end-note = Once it has passed, this app does what you choose here: it asks you, or it ends the connection.

## Acts

acts-label = What to do with this connection
keep-using = Keep using (checked)
go-to-ending = Go on to ending
checked-at = You confirmed “keep using”: { $at }
to-connector = To the connected company →
to-issuer = ← To the payment company

## What else was told

more-facts = What else was told
former-title = What was told last
former-lede = Told by { $issuer } at { $at }. It does not describe the present.
covers-label = Cards and accounts covered
contract-person = personal contract
contract-sole-proprietor = sole proprietor’s contract
contract-company = company’s contract
user-self = used by the holder
user-family = used by family
user-employee = used by an employee
subject-label = Whose connection
subject-person = A person
subject-company = A company
chain-label = Companies that get the data onward
term-chain = chained API connectors
chain-none = Told that there are none
chain-receives = Gets: { $what }
chain-responsible = Responsible: { $who }
granted-label = Connected on
last-use-label = Last used
conditions-label = Connecting conditions checked on
conditions-note = This is no guarantee of safety.
identified-label = How you were identified
tokens-label = Access that exists now
term-tokens = tokens
tokens-none = Told that there is none
token-access = Current access (access token)
token-refresh = For renewing (refresh token)
token-times = issued { $issued } / ends { $expires }

## Uses

uses-title = When it was used
uses-not-told = { $issuer } does not tell when it was used.
uses-none = No use is recorded.
uses-all = Show all { $count }
use-at = When
use-kind = Kind
use-what = What
use-count = Count
use-records = { $count ->
    [one] 1 record
   *[other] { $count } records
 }
unlike-title = Used differently from before
unlike-none = In the last seven days it was used as before.
unlike-too-short = The history is still too short to tell whether it is used differently.
unlike-new-kind = Used in a way that did not occur before, “{ $kind }”, at { $at }.
unlike-more-often = Used { $lately } times in the last seven days; before, about { $usual } times a week.
unlike-after-silence = Not used from { $from } to { $to }, and then used again.
unlike-note = That need not be anything bad. If you cannot explain it, ask whom to contact.
use-access-reference = See
use-access-update = Change or money
use-access-authentication = Identify you
use-access-unknown = Not explained

## Not told

never-told-title = What { $issuer } does not tell
never-told-body = Not told does not mean that there is none.
fact-last-use = last use
fact-uses = when it was used
fact-tokens = access that exists now
fact-refreshable = how far it can be renewed
fact-access-until = end of current access
fact-covers = cards and accounts covered
fact-service = name of the service
fact-chain = companies that get the data onward
fact-permission-words = explanation of what it may do
fact-suspension = suspensions
