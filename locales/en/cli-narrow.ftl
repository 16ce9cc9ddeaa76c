# Narrowing, in a terminal

help-command-narrow = Take a part of what a connection may do away, and look whether it is gone
help-narrow-id = Its id, or the end of it (6 characters or more)
help-narrow-keep = Keep only these permissions: their technical names or their words, as `show` tells them
help-narrow-drop = Take these permissions away, and keep the others
help-narrow-yes = Do not ask again
help-narrow-preview = Take nothing away: only show what would go, what stays, and what happens then
help-narrow-wait = Longest time to wait, in seconds (without it: 60). It goes on later
cli-narrow-confirm = Take these away? If so, type “yes”:
cli-narrow-goes-on = It is written down on this device and goes on by itself at the next call of renkei or the next start of the app.
cli-narrow-needs-you = It goes on once you have signed in: { $call } connect { $account }
cli-narrowings = Permissions that were to be taken away:
cli-error-interrupted-narrowing-title = Broken off. Nothing has been seen to be taken away
cli-error-interrupted-narrowing-body = It is written down on this device and goes on at the next call of renkei or the next start of the app. Where it stands: { $call } show { $party }
