# Ending many connections at once, and the person's own end date

many-title-connector =
    { $count ->
        [one] End the one connection of { $about }, wherever it is
       *[other] End all { $count } connections of { $about }, wherever they are
    }
many-title-notice =
    { $count ->
        [one] End the one connection that “{ $about }” concerns
       *[other] End all { $count } connections that “{ $about }” concerns
    }
many-title-chosen =
    { $count ->
        [one] End the one connection that you chose
       *[other] End the { $count } connections that you chose
    }
many-title-everything =
    { $count ->
        [one] End your one connection
       *[other] End all { $count } of your connections, at every company
    }
many-move-money =
    { $count ->
        [one] One of them may move money. It is ended first.
       *[other] { $count } of them may move money. They are ended first.
    }
many-under-way =
    { $count ->
        [one] One more is being ended already.
       *[other] { $count } more are being ended already.
    }
many-with = { $service } ends together with it, says the company
many-sign-in-first = You have to sign in to { $issuer } first: once, for all of them.
many-cap-hour = { $issuer } takes { $most } endings an hour. The rest goes on by itself.
many-elsewhere = These cannot be ended from here
many-own = This app’s own sign-ins
many-cannot-call-back = What has been sent to a company cannot be called back. You can stop the rest at any time.
many-count-verified = { $count } ended and seen
many-count-not-ended =
    { $count ->
        [one] 1 has NOT ended
       *[other] { $count } have NOT ended
    }
many-count-needs-you =
    { $count ->
        [one] 1 needs you
       *[other] { $count } need you
    }
many-count-goes-on =
    { $count ->
        [one] 1 goes on by itself
       *[other] { $count } go on by themselves
    }
many-count-held = { $count } stopped
many-count-withdrawn = { $count } given up, not ended
many-out =
    { $count ->
        [one] One was sent already and cannot be called back. It goes on to its end.
       *[other] { $count } were sent already and cannot be called back. They go on to their end.
    }
many-pause-asked = { $issuer } asked to come back later. The rest goes on by itself at { $at }.
many-pause-cap = { $issuer } takes { $most } an hour. The rest goes on by itself at { $at }.
many-pause-silent = { $issuer } did not answer. The next try is at { $at }. The rest has NOT ended.
many-outcome-verified = Ended and seen
many-outcome-needs-you = Needs you, NOT ended
many-outcome-goes-on = Under way, NOT ended yet
many-outcome-not-ended = NOT ended
many-outcome-held = Stopped, NOT ended
many-outcome-withdrawn = Given up, not ended
many-not-ended-refused = NOT ended: the company refused
many-not-ended-superseded = NOT ended: it was given anew
many-not-ended-disputed = NOT ended: the company said yes, and it is still there

act-batch-asked =
    { $count ->
        [one] You asked to end 1 connection at once
       *[other] You asked to end { $count } connections at once
    }
act-batch-stopped =
    { $count ->
        [one] You stopped it: 1 connection waits
       *[other] You stopped it: { $count } connections wait
    }
act-batch-resumed = You let it go on
act-batch-withdrawn =
    { $count ->
        [one] You gave up the ending of 1 connection. The company had taken nothing of it.
       *[other] You gave up the ending of { $count } connections. The companies had taken nothing of them.
    }
act-own-end-asked = The day came on which { $service } should be over. This app asked you.
act-own-end-ending = The day came on which { $service } should be over. This app asks { $issuer } to end it, as you prepared.

event-own-end-ending = The day came on which you wanted { $service } at { $issuer } to be over. It is being ended, as you prepared.
event-own-end-wished = The day came on which you wanted { $service } at { $issuer } to be over. Do you want to end it?
event-own-end-sign-in = { $service } at { $issuer } should be over by now, and has NOT ended: please sign in again, then end it.
event-own-end-given-anew = { $service } at { $issuer } should be over by now, but it was given anew since. The new one was left alone. Do you want to end it?
event-own-end-no-birth = { $service } at { $issuer } should be over by now. Nothing tells whether it was given anew since, so it was not ended by itself. Do you want to end it?
event-own-end-clock = { $service } at { $issuer } should be over by now. The clocks of this device and of { $issuer } do not agree on that, so it was not ended by itself. Do you want to end it?

error-nothing-to-end-title = Nothing of it is left to be ended
error-nothing-to-end-body = The connections that you chose have ended, or are no longer listed.
error-day-over-title = That day is over already
error-day-over-body = Please choose a later day, or end the connection now.

many-waiting = Ending many connections
many-entry-connector =
    { $count ->
        [one] End the connection of { $connector }
       *[other] End all { $count } of { $connector }, here and elsewhere
    }
many-entry-notice =
    { $count ->
        [one] End the connection that it concerns
       *[other] End all { $count } connections that it concerns
    }
many-entry-everything = End everything, everywhere
many-lost-label = If a phone is lost
many-lost-body = You can end all connections at every company by one act, and sign this device out as well. First you see all that would end.
many-choose = Choose several
many-choose-stop = Stop choosing
many-choose-one = Choose { $service } ({ $connector })
many-choose-shown =
    { $count ->
        [one] Choose the one shown
       *[other] Choose all { $count } shown
    }
many-choose-none = Choose none
many-chosen =
    { $count ->
        [0] None chosen yet
        [one] 1 chosen
       *[other] { $count } chosen
    }
many-chosen-next =
    { $count ->
        [one] On to ending it
       *[other] On to ending these { $count }
    }
many-nothing = Nothing of it is left to be ended here.
many-companies = The companies
many-services = each of these services
many-later =
    { $count ->
        [one] One goes later.
       *[other] { $count } go later.
    }
many-elsewhere-note = No list of a company tells these. Please end them at the company itself.
many-own-note = They are needed to end the others, so they come last: at each company once nothing is open there.
many-sign-out =
    { $count ->
        [one] Then sign this device out as well
       *[other] Then sign this device out at all { $count } companies as well
    }
many-sign-out-later = This device signs itself out at each company once nothing is open there.
many-type = To end all { $count }, please type the number { $count }
many-type-wrong = Please type { $count }, to show that you mean all of them.
many-end =
    { $count ->
        [one] End it
       *[other] End all { $count }
    }
many-progress = How far it is
many-settled = { $settled } of { $total } are settled
many-stop = Stop the rest
many-stopped-title =
    { $count ->
        [one] Stopped. One connection has not been ended
       *[other] Stopped. { $count } connections have not been ended
    }
many-stopped-body = The rest waits for you, also when the app is closed and opened again.
many-resume = Go on
many-withdraw =
    { $count ->
        [one] Give it up
       *[other] Give up these { $count }
    }
many-to-batch = To all that were asked with it
row-own-end-by-itself = Ends by itself after { $date }
own-end-then-ask = Until { $date }: then this app asks you
own-end-then-end = Until { $date }: then it is ended by itself
own-end-because = Why: { $why }
own-end-then-label = When that day is over
own-end-way-ask = Ask me
own-end-way-note-ask = Nothing is ended by itself.
own-end-way-end = End it by itself
own-end-way-note-end = Only this very connection, as { $issuer } lists it now. If it was given anew, if a sign-in is needed, or if the clocks do not agree, you are asked instead. You can take it back until then.
own-end-why = Why (if you like)
own-end-why-example = For example: until the tax return
own-end-now = Look, and end it
own-end-keep = Keep it without a day
