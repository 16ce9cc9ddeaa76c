# Words on every screen

app-name = Renkei
window-title = { $title } — Renkei
language-name = English
skip-to-content = Skip to the content
loading = Loading…
retry = Try again
close = Close
back = Back
copy = Copy
copied = Copied
go-on = Continue
see = View
see-or-end = View or end
list-comma = {", "}
sentence-gap = {": "}
quoted = “{ $words }”
# Not shown, only read aloud: says what a button belongs to
of-service = : { $service }

## Practice

practice-badge = Practice
practice-open = Try it with made-up companies
practice-note = For practice. None of these companies or people exist.

## Navigation

nav-label = Screens
nav-grants = Connected services
nav-notices = Notices
nav-connect = Connect an issuer
nav-records = Records
nav-sign-ins = Sign-ins on this device
nav-settings = Settings
tab-grants = Services
tab-notices = Notices
tab-records = Records
tab-sign-ins = Sign-ins
tab-settings = Settings
unread-count = { $count ->
    [one] 1 unread notice
   *[other] { $count } unread notices
 }

## Whose screen

side-issuer = Payment company’s screen
side-connector = Connected company’s screen
side-own = Your screen

## Who said it

said-by-issuer = Told by { $issuer } ({ $at })
said-by-connector = Stated by { $connector } itself, signature checked ({ $at })
said-relayed = Published by { $issuer } as told by { $connector }, not signed by it ({ $at })
said-by-this-app = Said by this app ({ $at })
said-here = Explained by this app
not-told = This company does not say
not-told-by-them = not said
not-known = Not known

## Hosts

connected-to-host = Connected to { $host }
host-vouched = This host is named in the signed catalogue.
host-connected-only = The host’s name is shown; it has not been verified.
host-practice = A made-up company for practice. It runs on this device only.

## What a grant may do

access-reference = See
access-update = Change
access-authentication = Receive what identifies you
access-unknown = Not explained
effect-moves-money = Move money
effect-changes-data = Change
term-reference = reference (参照系)
term-update = update (更新系)
term-authentication = authentication (認証系)
term-unknown = kind not explained
permissions-none = What it may do is not told
permission-no-words = Nobody explained what this does

## Until when

until-label = Until when
until-date = Until { $date }
until-time = until { $at }
until-ended = Until it is ended
days-left = { $days ->
    [0] ends today
    [one] 1 day left
   *[other] { $days } days left
 }

## State of a grant

status-active = In force
status-suspended = Suspended
status-expired = Expired
status-ended = Ended
status-vanished = No longer listed
status-unknown = State not known

## State of an ending

state-asked = Ending asked for
state-sent = Ending asked for, no answer yet
state-accepted = Accepted, not yet checked
state-verified = Ending checked
state-waiting = This has NOT ended: waiting for an answer
state-needs-you = This has NOT ended: it waits for you
state-needs-sign-in = This has NOT ended: sign-in needed
state-refused = This has NOT ended: refused
state-superseded = A newer grant is in place
state-disputed = This has NOT ended: contradiction

state-body-asked = About to ask { $issuer } to end it. It has not ended yet.
state-body-sent = { $issuer } was asked to end it. Waiting for the answer; nothing has been checked yet.
state-body-accepted = { $issuer } accepted, which alone does not prove that it ended. This app will ask once more and check.
state-body-verified = This app asked { $issuer } once more and checked.
state-body-waiting = { $issuer } has not answered. This app goes on by itself as soon as it can.
state-body-needs-you = To go on, you have to sign in to { $issuer }.
state-body-refused = { $issuer } refused to end it.
state-body-superseded = After you asked, this grant was given anew. The new one was left alone.
state-body-disputed = { $issuer } accepted, yet there are signs that it goes on. What was seen is written below under “What happened so far”.

## When an issuer cannot be asked

trouble-offline = { $issuer } cannot be asked right now (no connection)
trouble-certificate = { $issuer } cannot be asked right now (its certificate is not valid, so nothing was sent)
trouble-timed-out = { $issuer } cannot be asked right now (no answer in time)
trouble-server-error = { $issuer } cannot be asked right now (a fault on its side)
trouble-too-many = { $issuer } cannot be asked right now (it asked us to wait)
trouble-unreadable = { $issuer } cannot be asked right now (its answer is not in the agreed form)
trouble-sign-in = Please sign in to { $issuer } again
trouble-refused = { $issuer } cannot be asked right now (it refused)
trouble-vault = This device cannot read its own key store, so { $issuer } cannot be asked

stale-as-of = What follows is as of { $at } and may have changed since.
stale-never = It has not been asked even once.

## Operator

operator-label = Operator of this app
operator-is = Operator: { $name }
operator-none-short = This app has no operator

## Signing in again, leaving for another page

sign-in-again = Sign in again
go-sign-ins = To sign-ins on this device
leave-label = Before the browser opens
leave-title = The browser will open { $party } ({ $host })
leave-title-unknown = The browser will open { $party }
leave-sign-in = You sign in and agree in your usual browser. This app never asks for an id or a password.
leave-page = This page is outside this app.
leave-letter = The text is copied first. Paste it on the page that opens, and send it there.
leave-go = Open the browser
error-party-unknown = The other company
failure-detail = Details (for an enquiry)
