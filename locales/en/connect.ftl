# Connecting an issuer

connect-title = Connect a payment company
connect-lede = Once connected, the services let in at that company appear in this app’s list. This app receives permission to see and end connections, and nothing else. It never receives statements.
catalogue-title-missing = This build brings no list of companies
catalogue-body-missing = Whoever distributes a build brings one. A company whose address you know for certain can be connected by it, below.
catalogue-title-expired = The list of companies is out of date
catalogue-body-expired = Its time is over, so it was not used. Companies that are connected go on as before. Install the newest version of this app to connect others.
catalogue-title-older = The list of companies is older than one used before
catalogue-body-older = Somebody may have put it there, so it was not used. Companies that are connected go on as before. Install the newest version of this app from where you got it.
catalogue-title-refused = The list of companies is not signed correctly
catalogue-body-refused = It may have been altered, so it was not used. Companies that are connected go on as before. Install this app again from where you got it.
connect-api-title = Companies this app can connect to
connect-others-title = Companies with their own page
connect-others-lede = There is no way yet for this app to ask them. You can see and end connections on each company’s own page or by phone.
connect-act = Connect
connect-another = Add another sign-in
connect-another-by-address = It is not in the list of companies: to add another sign-in, connect it by its address, below.
issuer-kind-card = Card company
issuer-kind-code-payment = Code payment
issuer-kind-e-money = E-money
issuer-kind-unknown = Payment company
account-busy = Asking…
account-as-of = Connected (as of { $at })
look-for-label = Look for
page-host-label = Page
phone-label = Phone
checked-on = Checked on { $date }
open-page = Open this page
opened-page = The browser opened { $host }.

## How it goes

attempt-label = Signing in to { $party }
attempt-discovering = Asking { $party } how to sign in…
attempt-will-open = Then it opens { $host } in your browser.
attempt-in-browser = { $party } ({ $host }) is open in the browser
attempt-in-browser-unknown = { $party } is open in the browser
attempt-in-browser-body = When you have signed in and agreed, this screen goes on by itself.
attempt-until = It waits until { $at }.
attempt-url-label = If the browser did not open, paste this address into it
attempt-finishing = Back from { $party }. Finishing…
attempt-needs-client-id = { $party } does not tell this app’s client id
attempt-connected-title = { $party } is connected
attempt-connected-body = The services let in there appear in the list.
attempt-cancelled-title = Connecting { $party } was broken off
attempt-cancelled-body = Nothing half-made is left.
attempt-cancel = Stop connecting

## Expert's door

expert-title = Connect by typing an address (for experts)
expert-warning-title = Do not enter an address that somebody gave you
expert-warning-body = Payment companies never ask you to type in an address. A false page would steal your sign-in. Enter only an address that you yourself checked in the company’s official information.
expert-url-label = The payment company’s address (starting with https://)
client-id-label = This app’s client id
client-id-note = Only if the payment company gave you one.
