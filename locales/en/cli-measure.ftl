## Measuring, in the terminal alone.

help-command-measure = Measure how quickly an ending takes effect, with a test permission of this app’s own
help-measure-issuer = A payment company’s id, or a sign-in’s id (the end of it is enough)
help-measure-last = Measure nothing; show what was measured last
cli-measure-stop = Ctrl-C stops it. A permission that is left is ended when the list is read next.
finding-measure-not-offered = How quickly an ending takes effect cannot be seen (renkei-issuer has no measure)
finding-measure-not-done = How quickly an ending takes effect was not measured yet (renkei measure does it)
finding-measured-over = An ending took effect within { $by } (measured { $at })
finding-measured-signed = An ending took effect within { $by }, but signed tokens live for up to { $until } (measured { $at })
finding-measured-signed-mend = Make access tokens shorter, or let resources check for revocation too.
finding-measured-alive = { $worked } after an ending, something still worked (measured { $at })
finding-measured-alive-mend = Revoke refresh and access tokens alike when a grant is ended.
finding-measured-nothing = An ending was measured, and nothing could be seen (measured { $at })
finding-measured-contradicts = { $what } (measured { $at })
finding-measured-contradicts-mend = Let the answer to an ending say what happens, or let happen what it says: 202 where tokens follow later.
cli-error-same-client-title = { $party } is this app’s first registration
cli-error-same-client-body = Register another client for measuring, and give its id. With the same one, this app’s own sign-in would be ended.
help-well-known-measure = The second client id of this app, registered for measuring (for test permissions only)
help-well-known-measure-resource = What the test key is tried at (userinfo where there is none)
