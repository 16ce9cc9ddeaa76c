# The screens of contacts: whom to turn to, what is written, and what comes of it

contacts-party-issuer = Payment company
contacts-party-connector = Connected company
contacts-party-this-app = This app

## Everybody on one sheet

contacts-lede = Whom to reach when something is wrong, or to ask. It can be read offline and signed out.
contacts-made = Made on this device on { $at }. Numbers may change.
contacts-save = Print or save as PDF
contacts-nobody = There is no connection yet. Connect a payment company or write a connection down, and whom to reach stands here.
contacts-stop = To stop the card or money
contacts-stop-none = No number is given. Call the one on the back of the card, or on the official member page.
contacts-urgent = A charge I do not recognise, or a lost card or phone, and I do not know which service
contacts-urgent-body = First have the card or the money stopped, by phone. Ending a connection does not stop a card.
contacts-urgent-then = Then look below at what was let in at that company, and choose “Something is wrong” beside it.
contacts-usual = Questions and complaints
contacts-usual-none = Not given
contacts-emergency = If it was misused
contacts-none = No contact is given.
contacts-trouble = Something is wrong
contacts-over = Contacts of connections that are over ({ $count })
contacts-notes = What you wrote down
contacts-notes-note = Connections that no company lists.
contacts-app = About this app
contacts-app-trouble = Something is wrong with this app
contacts-app-nobody = This app has no operator, so nobody answers for it.
contacts-bodies = Public bodies
to-contacts = ← To all contacts

## How fresh it is

standing-expired = This ran out { $at }. Numbers may have changed.
standing-left = { $issuer } no longer lists this company since { $at }. These are the contacts that stood there before.
standing-unasked = { $issuer } cannot be asked now: this device is signed out there, or it does not answer.
standing-as-of = The directory of { $issuer } was checked { $at }.
standing-none = There is no directory of { $issuer } on this device.

## Ways to reach them

reach-phone = Phone
reach-chat = Chat
reach-page = Page
reach-mail = Mail
reach-post = Post
reach-call = Call
reach-open = Open
reach-write = Write a mail
reach-whom = { $name } { $place }
reach-opened = Handed to this device’s phone, mail or browser: { $place }
reach-hours-untold = Its hours are not given
reach-languages = Languages: { $languages }
reach-answer-agreed = They agreed to answer within { $days } days.
reach-answer-own = No time for an answer is given. This app counts on { $days } days.

## Public bodies

bodies-title = If that does not help: public bodies ({ $count })
bodies-note = The last step, where it cannot be settled with the companies.
bodies-open = Open now
bodies-closed = Closed now
bodies-does-not = Not for: { $words }
bodies-source = From { $host } ({ $of }), looked up on { $at }.
bodies-source-undated = undated

## Doors on other screens

panel-title = If something is wrong, or to ask
panel-note = This app finds who answers
panel-harm = There are charges I do not recognise
panel-all = Anything else
panel-stop = Who stops a card or payments: { $name }
panel-question = Who answers questions: { $name }

## What is wrong

matters-title = What is it about?
matters-lede = You will see what to do first, who answers and why. Nothing is sent yet.
matters-urgent = Urgent
matters-calm = Anything else

## Whom to turn to

route-title-waiting = Whom to turn to
route-over = Over
route-other-matter = It is about something else
route-cases = What you wrote about this before
route-write = Write to them
route-answers = Who answers
route-not = Who does not
route-desk-above = How to reach them stands above, under “First”: { $place }
route-then = Whom to turn to next, if nobody answers
route-nobody = Nobody answers
route-standing = Where these contacts come from
route-first-title = First
route-first-ask-charges = Are there charges or payments that you do not recognise?
route-ask-note = If there are, the card or money has to be stopped first.
route-ask-yes = Yes, there are
route-ask-no = No
route-charges-said-yes = Charges you do not recognise: yes
route-charges-said-no = Charges you do not recognise: no
route-charges-again = Change this
route-first-stop = Call { $issuer } to stop the card or money
route-stop-body = Ending a connection does not stop a card or money. Call first.
route-stop-no-desk = No number is given. Call the one on the back of the card, or on the official member page.
route-stop-any-desk = The numbers of your payment companies stand among all contacts
route-first-end-access = End the access of “{ $service }”
route-end-access-body = Ending the connection ends this service’s access.
route-end-app-body = Signing out ends the access of this app.
route-first-access-over = The access is over
route-access-over-body = This connection is over already. What { $issuer } lists of it is on its screen.
route-first-end-there = End “{ $service }” where it was let in
route-end-there-body = No list has this connection, so this app cannot end it. End it where it was let in: at the service, or at the payment company. What you wrote down stands there.
route-end-there-act = To what you wrote down
route-first-passwords = Change passwords
route-passwords-change = Change the one at { $connector }; if you use the same elsewhere, change it there too
route-passwords-different = Take one that differs from the payment company’s
route-passwords-guess = Nothing that can be guessed, such as a name or a birthday
route-passwords-share = Tell it to nobody
route-passwords-software = Use protective software, and keep it up to date
route-passwords-tell = If it is lost or known, tell { $connector } at once
route-first-tell = Tell { $connector } too
route-tell-no-desk = { $connector } gives no contact for emergencies. Look on its official site.
route-first-write-down = Write down
route-down-when = When you reported it: day and time
route-down-who = The company, the name of who took it, and their number for it
route-down-police = The number that the police gave
route-first-police = Tell the police
route-police-body = Report it at a police station near you and write down the number they give: it may be asked for when you claim. Advice that can wait: #9110. In danger: 110.
route-first-claim = Report it in time
route-claim-days = Report it within { $days } days of the charge. After that you may not be compensated.
route-claim-untold = No deadline is published. Report it as soon as you notice.
route-claim-day = Day of the first such charge
route-first-compensation = What is made good
route-pays-first = They agreed that { $payer } pays first.
route-pays-untold = Who compensates how much is not shown. Ask when you report it.
route-pays-no-fault = Without fault of your own you are compensated as agreed, even where neither company is at fault.
route-pays-own-part = If you are at fault, for example by telling a password, all or part may stay with you, case by case.
route-pays-case-no = This is for an individual’s contract.
route-pays-case-business = The card is on a business contract: compensation is decided case by case.
route-pays-case-not-told = Nobody tells on whose contract it stands. On a business contract it is decided case by case.
route-pays-liability = The agreement does not change who is liable by law.

## What this app concludes

doubts-title = What this app concludes
doubts-note = No company said this
doubts-defects = Seen from what is published of the agreement between { $issuer } and { $connector }.

## Writing

case-write-title-waiting = Writing
case-write-title = To { $name }
case-write-lede = Nothing leaves this device before you send it.
case-write-next = What happened so far goes into it.
case-write-words = What you want to say
case-write-words-hint = When, what, how much. No card numbers, no passwords.
case-write-name = Your name
case-write-name-hint = You may leave it out.
case-write-language = Language
case-write-language-hint = They name these languages: { $languages }
case-write-keep = Save, then choose how to send
case-write-keep-note = It is kept on this device; how to send it comes next. Nothing is sent yet.
case-preview = What will leave, exactly
case-preview-stale = (being brought up to date)
case-lines-title = What goes in
case-lines-note = Leave out what you do not want to tell.
case-lines-by = As { $name } shows it
case-lines-by-app = From this app’s records
case-lines-by-you = Your own word
leaks-title = It holds what looks like { $what }
leaks-body = It stands masked with “•”; it need not be in the letter. What this app does not recognise is not masked: please read the letter through.
leaks-mask = Keep it masked
leaks-missing = Keep it masked, or take it out.
leak-card-number = a card number
leak-password = a password or PIN

## A case and what comes of it

cases-title = What you wrote
cases-open = Still open ({ $count })
cases-closed = Closed ({ $count })
case-title-waiting = What you wrote
case-due-count = { $count } not answered yet
case-to = To { $name }, since { $at }
case-state-draft = Not sent yet
case-state-unsure = It is not known whether it arrived
case-state-waiting = Waiting for an answer
case-state-answered = Answered
case-state-closed = Closed
case-state-body-draft = It is written. Send it to { $name } by one of the ways below.
case-state-body-unsure = It was handed to { $name }, and no word came that it arrived. Sending it again does not count twice.
case-state-body-waiting = You noted that you contacted { $name }.
case-state-body-taken = { $name } took it through its interface.
case-state-body-answered = You noted that { $name } answered. Whether it is settled is for you to say.
case-state-body-closed = You closed it. You can open it again.
case-number = Number { $number }
case-due = No answer is noted yet
case-due-body = The day that was set has come. If { $name } answered, note it; if not, go on to the next one.
case-letter = Read it, or send it again
case-send-title = Send
case-send-note = This app does not send it. You do, in the way you choose.
case-send-note-takes = { $name } takes it from this app. By any other way, you send it.
case-send-issuer = Send to { $name }
case-send-again = Send to { $name } again
case-send-taken = { $name } took it. Its number is { $number }.
phone-title = To say it on the phone ({ $phone })
phone-about = It is about the connected service “{ $service }”: { $matter }.
phone-charged = The first charge that I do not recognise was on { $day }.
phone-ask = Ask, and write down: the reference number, who you spoke to, by when they answer.
phone-never = Tell nobody a password or a PIN, even if they ask.
case-sent-title = Once you sent it
case-sent-note = This app cannot see what you send by mail or say by phone. Note it, and the days until an answer are counted.
case-sent-day = Day
case-sent-number = Number from { $name }, if any
case-sent-act = Note that I contacted them
case-note-title = Note an answer or what happened
case-note-what = What happened?
case-note-choose = Please choose
case-note-what-missing = Please choose what happened.
case-note-answered = { $name } answered
case-note-noted = Something else (a call, the number that the police gave)
case-note-sent = I contacted { $name } again
case-note-day = Day
case-note-words = In words
case-note-hint = Who, what they said, numbers. No card numbers, no passwords.
case-note-act = Note it
case-steps = What happened so far
case-steps-note = Your notes, and what this app saw
case-step-sent = Your note: you contacted { $name } on { $on }
case-step-handing = { $on }: this app began to hand it to { $name }
case-step-not-taken = { $on }: it could not be handed to { $name }
case-step-taken = { $on }: { $name } took it
case-step-answered = Your note: { $name } answered on { $on }
case-step-noted = Your note of { $on }
case-step-escalated = { $on }: you went on to { $name }
case-step-closed = { $on }: you closed it
case-step-reopened = { $on }: you opened it again
case-step-letter = Read what was sent
case-answer-by = They say that they answer by { $at }
case-remind = When to be told
case-remind-at = If no answer is noted by { $at }, you are told.
case-remind-past = The day came: { $at }.
case-remind-never = No day is set.
case-remind-label = Day
case-next = If nobody answers
case-next-act = Go on to them
case-rewrite = Change the letter
case-close = Close it
case-close-note = It is closed only when you say so.
case-discard = Throw this letter away
case-discard-ask = Nothing of it was sent. The letter and your notes to it go from this device. The records keep that you threw it away.
case-reopen = Open it again
see-case = See what you wrote

## Who operates this app

operator-risks = Main risks
operator-compensation = If there is damage
operator-route = Contact them about this app

## Of a contact point

claim-label = Time to report it
claim-within = Within { $days } days of the charge
contact-chat = Address of the chat ({ $topic })
contact-post = Postal address ({ $topic })
