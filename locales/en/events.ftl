# What changed without you

events-title = For you to see
events-note = What this app noticed by itself: in the lists, or because a day came
event-new = There is a new connection at { $issuer }: { $service } ({ $connector }). Was this you?
event-back = { $service } at { $issuer } is listed again. It had been ended, or had gone from the list.
event-widened = { $service } at { $issuer } may now do more: { $permissions }
event-suspended = { $service } at { $issuer } is suspended.
event-ended = { $service } at { $issuer } was ended outside this app, or has gone from the list.
event-expires-soon = { $service } at { $issuer } ends on { $at }.
event-ending-needs-you = { $service } at { $issuer } has NOT ended yet. It needs you.
event-disputed = { $service } at { $issuer } should have ended, but what was seen says otherwise.
event-ending-refused = { $issuer } refused to end { $service }. It has NOT ended.
event-ending-given-anew = { $service } at { $issuer } was given anew before it could be ended. The new one has NOT ended: this app left it alone.
event-mine = It was me
event-known = Got it
events-more =
    { $count ->
        [one] There is one more.
       *[other] There are { $count } more.
    }
