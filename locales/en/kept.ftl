# Connections that no list shows: the person's own notes, and issuers' receipts

kept-title-waiting = Connections that no list shows
kept-section = Connections that no list shows
kept-lede = You gave a password, asked on paper or by phone, or allowed it at a company that this app cannot ask. Keep such connections here, so that they are not forgotten.
kept-write = Write one down
kept-take-in = Take in a receipt
kept-ended-count = What you ended ({ $count })
kept-by-you = Your own note
kept-by-issuer = Signed receipt of { $issuer }
kept-due = Time to ask
kept-ended = “I ended it” { $at }
kept-made-label = Put into this app on
due-one-title = It is time to ask about “{ $service }”
due-title = { $count ->
    [one] It is time to ask about 1 connection
   *[other] It is time to ask about { $count } connections
 }
due-body = You set this day yourself, to see whether you still use it.

## Notes

note-said = You wrote this down on { $at }. Neither the payment company nor the service has confirmed it.
note-edit = Change the note
note-new-title = Write down a connection
note-edit-title = Change the note
note-never-title = Do not write passwords, PINs or card numbers here
note-never-body = A name of your own or the last four digits tell cards apart. What you write stays on this device.
note-save = Save
note-leave = Do not save
name-label = Name of the service
name-hint = As well as you remember it.
way-label = How you let it in
way-password = I gave it the password of the payment company’s site
way-ordered = I asked on paper or by phone to have data sent to it
way-no-api = I allowed it at a company that this app cannot ask
way-other = Another way, or I do not know
issuer-meant-label = Which payment company
issuer-meant-none = None, or not in this list
place-label = Which card or account
place-hint = For example: salary account, blue card ••42
end-how-label = How to end it
end-how-hint = If you know: on which page, with which button.
memo-label = Memo
not-written = Nothing written
password-hint-title = Where you gave a password
password-hint-body = Once you change the password at the payment company, whoever had the old one cannot get in. Take one that you use nowhere else.
write-down-found = Write down a connection you found there

## Ending it there

end-there-title = See and end it at { $issuer }
end-there-note = From this app’s list of companies. { $issuer } itself was not asked.
end-there-api-title = This app can connect to { $issuer }
end-there-api-body = Once connected, this connection may appear in the list, and you may be able to end it from there.

## What you do

own-part-title = For yourself
ended-title = Once you have ended it
ended-note = Keeps the day on which you ended it. This app does not end it for you.
ended-act = I ended it
ended-said = You said on { $at } that you ended it.
ended-proof = Nobody has checked that it is really over.
ended-back = Take that back
remind-title = A day to be asked
remind-note = On that day, the top of the list asks whether you still use it.
remind-at = On { $date } you are asked whether you still use it.
remind-due = { $date } has come. Do you still use it? If so, you can set the next day.
remind-label = Day
day-set = Set
day-change = Change
day-clear = Remove the day
day-missing = Please enter a day.
erase-note = Erase this note
erase-receipt = Erase this receipt
erase-ask-title = Erase it from this device?
erase-ask-note = Only the note on this device goes. The connection itself goes on. This cannot be undone.
erase-ask-receipt = Only the receipt on this device goes. The connection itself goes on. The payment company may not give you the receipt again.
erase-go = Erase

## Receipts

receipt-title = Take in a receipt
receipt-lede = Payment companies sign a receipt when you agree to a connection. With it you can compare later what you allowed.
receipt-file-title = From a file
receipt-file-body = Choose the file that you got from the payment company’s page or by mail.
receipt-file-act = Choose a file
receipt-paste-title = Paste text or a link
receipt-look = Look inside
receipt-without = Some payment companies give no receipts. You can write the connection down instead.
receipt-checking = Checking the signature…
receipt-checked = Not saved yet. Please look at what the receipt says.
receipt-signed = Receipt signed by { $issuer } ({ $host }) at { $at }.
receipt-signed-host = Receipt signed by { $host } at { $at }.
receipt-kept-at = Signature checked and saved on this device at { $at }.
receipt-then = It tells what you agreed to then, not how things are now.
receipt-until-note = As you agreed to it. It may be different now.
receipt-until-template = As you agreed to it. Where the receipt has no date, it is counted from the day you saved it.
agreed-at-label = When you agreed
receipt-for-all = Not written (the same receipt for everybody who agrees)
receipt-not-vouched-title = { $host } is not in the signed catalogue
receipt-not-vouched-body = The signature is certainly that of this host. Which company it is has not been checked.
receipt-keep-note = Saved on this device only. Saving it starts no connection.
receipt-keep = Save it
receipt-leave = Do not take it
receipt-have-title = You have saved this receipt already.
receipt-have-act = See the saved one
receipt-listed-title = This connection is in the list
receipt-listed-body = What { $issuer } tells of it now is shown there, and it can be ended there.
receipt-listed-act = See it as it is now
stranger-ask = Ask { $host } for its keys
arrived-title = A link brought a receipt of a connection
arrived-body = Nothing is saved before you have looked inside.
arrived-act = Look inside

## Remembering

first-remember = Remember together what you let in
walk-begin = Remember together
walk-go-on = Go on remembering
walk-title = Remember together
walk-lede = One question after another about what you may have let in and forgotten. Stop at any time and go on later from there.
walk-leave = ← To the list (go on later)
walk-steps = How far you are
walk-issuers-step = Payment companies
walk-kinds-step = Services
walk-done-step = What next
walk-issuers-title = Which companies do you use?
walk-issuers-lede = Once one is connected, the services you let in there appear in the list. For the others you are shown where to look.
walk-issuers-none = This app has no list of companies.
walk-connected = Connected
walk-kind-count = { $at } of { $of }
walk-kind-question = Do you use this: { $kind }?
walk-yes = Yes, write it down
walk-no = No, next
walk-kind-household = household account or asset app
walk-look-household = It gathers what your cards and accounts did and shows it in one place. Look for a screen named “linked accounts”.
walk-end-household = Remove the link on the app’s “linked accounts” screen. Change the password that you gave at the payment company.
walk-kind-accounting = accounting or expense service
walk-look-accounting = It takes in statement lines for books or expense claims. Think of what you use at work, too.
walk-end-accounting = Remove the card or account in the service’s settings for taking in statements.
walk-kind-points = app that collects points
walk-look-points = It shows several kinds of points together, or gives points for what you buy.
walk-end-points = Remove it under the app’s “registered cards” or “linked points”.
walk-kind-wages = early wage payment
walk-look-wages = It pays out what you have earned before pay day, to an account or e-money that you registered.
walk-end-wages = Remove it under the service’s “where to pay”.
walk-kind-pay-later = pay later, or automatic top-up
walk-look-pay-later = You pay for several things at once later, or a card fills up a balance by itself. Money moves, so think of these first.
walk-end-pay-later = Remove the card or account under “payment method” or “auto top-up”. See first what is still to be paid.
walk-kind-statements = a service that statements are sent to
walk-look-statements = Statement mails are forwarded, or by a paper form your statements go to a company or a tax adviser.
walk-end-statements = Stop forwarding the mails, or phone the payment company and have it stop sending.
walk-kind-shopping = shopping site that knows your card
walk-look-shopping = You can buy there without entering the number again. Monthly payments belong here as well.
walk-end-shopping = Remove the card under the site’s “payment methods”.
walk-kind-family = app of somebody in your family
walk-look-family = Is your card or account in the app or device of somebody in your family? Think of pocket-money and safety apps.
walk-end-family = Together with them, remove the card or account in the app’s settings.
walk-done-title = That was all we ask
walk-then-list = The list shows the connections at the companies you connected, and what you wrote down.
walk-to-list = To the list
walk-then-receipt = If you have a receipt of what you agreed to, take it in and compare.
walk-then-more = Whatever else comes to mind can be written down at any time.
walk-then-review = After 90 days the top of the list asks whether you still use them.
walk-again = Start again

## Still in use?

review-title = Do you still use it?
review-lede = You have not confirmed these connections for 90 days. If you do not use one, it may be time to end it.
review-offer-title = { $count ->
    [one] 1 connection has not been confirmed for 90 days
   *[other] { $count } connections have not been confirmed for 90 days
 }
review-offer-body = See one after another whether you still use them.
review-begin = Go through them
review-left = { $count } left
review-keep = Keep using
review-consider = Consider ending it
review-later = Later
review-all = See all of it
review-checked-label = Confirmed before on
review-nobody-knows = Nobody knows
review-kept-note = If you choose “keep using”, you are asked again in 90 days.
review-end-title = You have seen all of them
review-rest-title = That is all for today
review-end-body = { $waiting ->
    [0] Confirmed: { $done }
   *[other] Confirmed: { $done }. For later: { $waiting }
 }
days-from-consent = For { $count } days from the consent
kept-listed-count = Receipts of connections that are listed ({ $count })
