# Words of the terminal alone

## Help

help-usage = Usage
help-commands = Commands
help-arguments = Arguments
help-options = Options
help-options-everywhere = Options of every command
help-mark-options = [OPTIONS]
help-mark-command = <COMMAND>
help-about = See every service that you let into your cards and wallets, end any of them, and see how far the ending is proved.
help-exit-codes = Exit codes:
    {"  "}0    done; for revoke: seen to have ended; for lint, verify, doctor: nothing to mend
    {"  "}1    failed; standard error says what, and what to do next. For lint, verify, doctor:
    {"       "}something has to be mended
    {"  "}2    wrong usage
    {"  "}3    revoke: NOT ended, and nothing more happens by itself (refused, contradicted, given
    {"       "}anew, or you said no)
    {"  "}4    revoke: NOT seen to have ended yet; it goes on at the next call of renkei or the next
    {"       "}start of the app, or needs you: a sign-in, or your answer
    {"  "}5    grants, sync, notices, events: answered, but at least one company could not be
    {"       "}asked, or its word could not be used; what is shown of it is from an earlier time
    {"  "}6    records verify: the file agrees with itself, but no key that you named vouches for
    {"       "}all of it
    {"  "}130  broken off with Ctrl-C (watch: 0); an ending that was asked for goes on as with 4
    {""}
    With --json each failure stands on standard error, one a line, in this form; what is only
    to be known stands there in the same form as a "note":
    {"{"}"failure": {"{"}"code", "party", "detail", "title", "body", "choices"{"}"}{"}"}
help-command-issuers = The payment companies that can be connected, and those that are
help-command-connect = Connect a payment company, or sign in to one again, in the system browser
help-command-sync = Ask all connected companies for their lists
help-command-grants = All connections at all companies
help-command-show = One connection: the six facts, and how its ending stands
help-command-connector = The connected company’s side of one connection: company, hours, risks, contacts, what was agreed
help-command-revoke = End a connection, and look whether it has ended
help-command-sign-ins = This device’s sign-ins
help-command-sign-out = End a sign-in of this device, or all
help-command-records = What this app did and saw, newest first
help-command-notices = Incidents, risks, stops and changes that companies tell, those that concern you first
help-command-kept = Show connections that no list shows: your notes, and receipts
help-command-note = Write down a connection that no list shows
help-command-receipt = Check whether a payment company’s receipt is genuine, and keep it
help-command-events = What changed without you, the newest first
help-command-watch = Keep asking the companies until Ctrl-C, and tell each change on a line
help-command-practice = Run the made-up companies until Ctrl-C, and say where they are
help-command-browser = Serve the screens to a browser (development and tests)
help-command-help = This help, or that of a command
help-option-json = Answer as JSON
help-option-lang = Language: ja or en; without it the system’s
help-option-profile = The folder of the profile
help-option-practice = Try it with made-up companies; needs no keychain
help-option-passphrase-file = A file with the passphrase, for a machine without keychain
help-option-passphrase-fd = An inherited descriptor with the passphrase
help-option-help = This help
help-option-version = The version
help-connect-issuer = The company’s id as “issuers” lists it, or a sign-in’s id as “sign-ins” does
help-connect-address = For experts: an address. Only where you know for certain whose it is
help-connect-client-id = The client id that the company gave for this app
help-grants-search = Words to find; kana, width and case make no difference
help-grants-filter = Only these (without it: live)
help-grants-sort = In this order (without it: weight)
help-grants-offline = Show what is known, without asking the companies
help-show-id = Its id, or the end of it (6 characters or more)
help-connector-id = Its id, or the end of it (6 characters or more)
help-revoke-yes = Do not ask again
help-revoke-preview = End nothing: only show what stops, what goes on, and what ends together with it
help-revoke-now-listed = Where an earlier request went unanswered and nothing tells whether it was given anew:
    end the one that is listed now
help-revoke-wait = Longest time to wait, in seconds (without it: 60). The ending goes on later
help-sign-out-account = The sign-in’s id as “sign-ins” lists it, or the end of it
help-sign-out-all = All of this device
help-records-verify = Check that nothing was changed, removed or reordered
help-notices-read = Note that you have read this one, by its id
help-notices-calendar = Print this one as a calendar entry (.ics), by its id
help-notices-trust-keys = Trust the new keys of this company; only once all that the old ones
    signed is out of date, and after asking the company whether it changed them
help-notices-offline = Show what is known, without asking the companies
help-kept-ended = Note, by your own word, that this one is ended
help-kept-reopen = Take that back
help-kept-erase = Erase it here; the connection itself stays as it is
help-note-service = The service’s name
help-note-way = How it was connected: password (it was given one), ordered (on paper or by phone),
    no_api (at a company that gives no list), other
help-note-place = Payment company or card, in your words; never a card number
help-note-how-to-end = How to end it there
help-note-memo = Anything else
help-note-remind = Check it on this day
help-receipt-given = The receipt’s file, - for standard input, or a renkei://receipt link
help-receipt-keep = Keep it, if it is genuine
help-receipt-ask-stranger = Ask the company that it names for its keys even though this app does not know it
help-events-seen = Note that you have seen the one with this number
help-events-offline = Show what is known, without asking the companies
help-browser-ui = The folder with the built screens
help-browser-port = Port; 0 for any

## Filters and orders, in help and above the list

cli-filter-live = all that have not ended
cli-filter-moves-money = those that move money
cli-filter-writes = those that change data or move money
cli-filter-unused = those not used for 90 days
cli-filter-expires-soon = those that end within 14 days
cli-filter-suspended = suspended ones
cli-filter-ending-open = those with an ending under way
cli-filter-ended = ended ones and those no longer listed
cli-filter-all = every one
cli-sort-weight = what can do most first
cli-sort-service = by the service’s name
cli-sort-connector = by connected company
cli-sort-issuer = by payment company
cli-sort-expiry = what ends first, first
cli-sort-last-used = last used first
cli-sort-granted = newest first

## What the terminal itself refuses

cli-error-usage-title = This call cannot be read
cli-error-usage-body = How it is meant: { $call } --help
cli-error-unknown-option-title = There is no option { $party } here
cli-error-unknown-option-body = Which there are: { $call } --help
cli-error-unknown-command-title = There is no command “{ $party }”
cli-error-unknown-command-body = Which there are: { $call } --help
cli-error-bad-value-title = { $party } is not possible
cli-error-bad-value-body = What is possible: { $call } --help
cli-error-missing-argument-title = { $party } is missing
cli-error-missing-argument-body = How it is meant: { $call } --help
cli-error-conflict-title = Not possible together: { $party }
cli-error-conflict-body = How it is meant: { $call } --help
cli-error-needs-yes-title = Ending without a person at the terminal needs --yes
cli-error-needs-yes-body = Nothing was ended. What an ending stops and leaves can be read before: { $call } revoke ID --preview
cli-error-needs-now-listed-title = Nothing more was asked for: --yes alone does not say which one you mean
cli-error-needs-now-listed-body = It has NOT ended. An earlier request went unanswered, and the connection that is listed now may have been given anew since. To end the one that is listed now: { $call } revoke { $party } --now-listed
cli-error-needs-issuer-title = Which company?
cli-error-needs-issuer-body = Name one that { $call } issuers lists, or an address with --address.
cli-error-needs-account-title = Which sign-in?
cli-error-needs-account-body = Name one that { $call } sign-ins lists, or --all.
cli-error-no-such-connection-title = No connection has the id “{ $party }”
cli-error-no-such-connection-body = All are listed by: { $call } grants --filter all. The end of an id is enough, from 6 characters on.
cli-error-many-connections-title = More than one connection has an id that ends in “{ $party }”
cli-error-many-connections-body = Write more of it. Those that fit:
cli-error-no-such-sign-in-title = No sign-in has the id “{ $party }”
cli-error-no-such-sign-in-body = All are listed by: { $call } sign-ins. The end of an id is enough, from 6 characters on.
cli-error-many-sign-ins-title = More than one sign-in fits “{ $party }”
cli-error-many-sign-ins-body = Write the id of the one you mean. Those that fit:
cli-error-no-such-issuer-title = No company and no sign-in has the id “{ $party }”
cli-error-no-such-issuer-body = Companies are listed by: { $call } issuers. Sign-ins by: { $call } sign-ins.
cli-error-no-such-notice-title = No notice has the id “{ $party }”
cli-error-no-such-notice-body = All are listed by: { $call } notices
cli-error-no-time-title = The notice “{ $party }” has no time
cli-error-no-time-body = Only a notice that says when it begins can go into a calendar.
cli-error-not-kept-title = Nothing that you kept has the id “{ $party }”
cli-error-not-kept-body = All of it is listed by: { $call } kept. To end a connection that a payment company lists: { $call } revoke ID
cli-error-keys-not-lost-title = The keys of “{ $party }” are not to be replaced
cli-error-keys-not-lost-body = New keys can be trusted only where they are others than before and all that the old ones signed is out of date. See { $call } notices for how fresh each is.
cli-error-many-notices-title = More than one notice has the id “{ $party }”
cli-error-many-notices-body = Write the company’s id before it, as here. Those that fit:
cli-error-own-connection-title = This is this app’s own connection
cli-error-own-connection-body = It ends with the sign-in: { $call } sign-out { $party }
cli-error-own-side-title = This is this app’s own connection
cli-error-own-side-body = It has no connected company’s side. What it may do, and who distributes this app: { $call } show { $party }
cli-error-not-confirmed-title = Nothing was ended
cli-error-not-confirmed-body = To end it, type the whole word “yes”.
cli-error-passphrase-differs-title = The two passphrases differ
cli-error-passphrase-differs-body = Nothing was made. Please start again.
cli-error-interrupted-title = Broken off
cli-error-interrupted-body = This call asked nobody to end a connection. What was done before stays: { $call } records
cli-error-interrupted-ending-title = Broken off. It has NOT been seen to have ended
cli-error-interrupted-ending-body = The ending is written down on this device and goes on at the next call of renkei or the next start of the app. To go on now: { $call } revoke { $party }
cli-error-interrupted-unknown-title = Broken off. It may have been asked to end
cli-error-interrupted-unknown-body = Whether the request was written down could not be seen any more. If it was, it goes on at the next call of renkei or the next start of the app. To see how it stands: { $call } show { $party }

## Asking and telling

cli-address-warning = Careful: type an address only if you know for certain whose it is. You might let yourself in at an impostor’s.
cli-confirm = End this connection? If so, type “yes”:
cli-confirm-answer = yes
cli-passphrase = Passphrase:{" "}
cli-new-passphrase = This machine has no keychain. Choose a passphrase:{" "}
cli-passphrase-again = Again:{" "}
cli-detail = Details: { $detail }
cli-connected = { $issuer } is connected.
cli-connected-next = Its connections: { $call } grants
cli-cancelled = Broken off. Nothing has changed.
cli-sign-in-how = To sign in: { $call } connect { $id }
cli-goes-on = It is written down on this device and goes on by itself at the next call of renkei or the next start of the app. To go on now and wait: { $call } revoke { $id }
cli-needs-you = It goes on once you have signed in: { $call } connect { $account }. Then: { $call } revoke { $id }
cli-unsure = If you mean the one that is listed now: { $call } revoke { $id } asks you, and ends it after your “yes”; with --now-listed it does not ask.
cli-unsure-before = With your “yes” the connection that is listed now is ended, also where it was given anew.
cli-ended-with = How that ending went: { $call } show { $id }
cli-busy = { $issuer } has not answered yet
cli-evidence-person-asked = The ending was asked for, and written down on this device.
cli-answer-accepted = { $issuer } answered that it ends the connection ({ $status }).
cli-answer-nothing-there = { $issuer } answered that there is nothing to end ({ $status }). That is looked at again.
cli-reason = { $issuer } refused ({ $status }).

## Where nothing is connected yet

cli-first-title = No payment company is connected yet.
cli-first-which = Which can be connected: { $call } issuers
cli-first-connect = Connect one: { $call } connect ID
cli-first-practice = Try it with made-up companies: renkei --practice grants
cli-no-catalogue = This build brings no list of companies. One whose address you know for certain: { $call } connect --address ADDRESS

## Lists

cli-none-told = -
cli-id = ID { $id }
cli-col-id = ID
cli-col-company = Company
cli-col-kind = Kind
cli-col-state = State
cli-col-host = Speaks to
cli-col-label = Account
cli-col-since = Since
cli-col-as-of = As of
cli-col-document = What
cli-col-checked = Last seen to be the newest
cli-col-expires = Holds until
cli-col-number = No.
cli-col-time = Time
cli-col-what = What
cli-issuer-own-page = see its own page
cli-issuer-free = can be connected
cli-issuer-connected = connected
cli-issuer-sign-in = sign in again
cli-issuers-next = Connect one: { $call } connect ID
cli-signed-in = signed in
cli-signed-out = has to sign in again
cli-sign-ins-again = Sign in again (the end of an id is enough): { $call } connect ID
cli-sign-ins-out = Sign out: { $call } sign-out ID
cli-sync-answered = answered
cli-sync-busy = has not answered yet
cli-sync-trouble = could not be asked
cli-own-at = Signed in at: { $issuers }
cli-own-may = May there: { $permissions }
cli-own-next = More: { $call } sign-ins
cli-grants-head = { $count ->
    [one] 1 connection found
   *[other] { $count } connections found
 } ({ $filter }), { $order }:
cli-grants-none = No connection found ({ $filter }).
cli-grants-show = One in full: { $call } show ID
cli-grants-revoke = End one: { $call } revoke ID
cli-until = Until { $at }
cli-until-ended = Until it is ended
cli-until-former = Told before
cli-until-not-told = Until when is not told
cli-last-use = Last used { $at }
cli-last-use-never = Never used so far
cli-last-use-not-told = Last use not told
cli-access = Current access
cli-access-never = has no end of its own
cli-state = State
cli-not-told = Not told
cli-drawn-from = {" "}({ $permissions })
cli-connector-chain = Companies that get the data onward
cli-practice-runs = The practice companies are running. Ctrl-C stops them.
cli-practice-ran = The practice companies are run by another call now; this one goes on with them when that one ends. Ctrl-C stops this one.

## Notices

cli-notices-yours = What concerns your connections
cli-notices-others = What else was told
cli-notices-none = No notice that concerns your connections is known.
cli-notices-feeds = How fresh each company’s word is
cli-notices-silence = No news is not safety: where a company tells nothing, something may have happened all the same.
cli-notice-unread = unread
cli-notice-from = From { $at }
cli-notice-until = Until { $at }
cli-notice-part = Affected: { $part }
cli-notice-concerns = It is about these connections of yours:
cli-notice-elsewhere = You have these with the same company elsewhere; the payment companies there have not told it:
cli-notice-advice = Its author advises: { $advice }
cli-feed-fresh = fresh
cli-feed-none = it publishes none
cli-feed-unasked = not asked yet
cli-feed-expired = out of date
cli-feed-refused = The newest one is not usable

## Connections that no list shows

cli-kept-title = Connections that no list shows
cli-kept-none = Nothing was written down and no receipt kept. To write one down: { $call } note SERVICE
cli-kept-noted = Written down by you ({ $at })
cli-kept-ended = ended by your own word: { $at }
cli-kept-listed = listed
cli-kept-due = to be checked now
cli-kept-remind = To be checked: { $at }
cli-kept-erased = What you kept of “{ $service }” is erased here. The connection itself is as it was.
cli-way-password = It was given the password of the company’s site
cli-way-ordered = The company was asked, on paper or by phone, to send data
cli-way-no-api = Connected at a payment company that gives no list
cli-way-other = In another way
cli-receipt-signed = Receipt signed by { $issuer } ({ $host }) at { $at }
cli-receipt-signed-stranger = Receipt signed by { $host } at { $at }; nobody vouches for whose host that is
cli-receipt-chain = Data goes on to: { $names }
cli-receipt-kept = This receipt is kept already.
cli-receipt-not-kept = It is genuine. It is not kept yet; to keep it, give the same command with --keep.

## What changed

cli-events-none = Nothing is known to have changed without you.
cli-event-seen = seen
cli-event-unseen = not seen yet
cli-event-notice = { $issuer } tells something important about your connections. To read it: { $call } notices (id { $notice })
cli-event-sign-in = { $issuer } can no longer be asked. Please sign in again: { $call } connect { $id }
cli-watching = Asking the companies and watching. Each change is told here on a line. Ctrl-C stops.
