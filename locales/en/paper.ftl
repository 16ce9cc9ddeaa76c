# The pages of a proof, and exporting and checking in a terminal (on no screen)

## The pages of a proof

proof-title = Proof of a connection
proof-subject = { $service } ({ $connector })
proof-about = Connection at { $issuer } (connected to { $host }) · made { $at } · { $by }
proof-times = All times are Japan Standard Time.
proof-foot = Connection { $number } · SHA-256 of the data (JSON) { $hash }
proof-lede = What this app saw is written below, in order. The shape and the words of the bands tell whose word each part is.
proof-not-asked = This app was never asked to end this connection
proof-not-asked-body = What is known now is written below, each party’s word by itself.
proof-band-issuer = The payment company’s word · { $issuer }
proof-band-connector = The connected company’s word · { $connector }
proof-band-own = This app’s word · Renkei
proof-steps-title = How the ending went
proof-steps-note = What this app did and saw. It stands as: { $state }
proof-issuer-title = What the payment company told
proof-connector-title = About the connected company
proof-connector-note = Told by the connected company and published by the payment company. Each fact says whose word it is.
proof-status = State now
proof-never-used = Never used
proof-notice = Notice
proof-heard = received by this app { $at }
proof-concluded = This app’s view
proof-person = What you did
proof-records-title = Records
proof-records-note = The lines of this device’s records about this connection. Of the lines about others, the JSON holds only the values that keep the chain whole.
proof-line = No. { $number } · { $hash }…
proof-proves-title = What this proves, and what it does not
proof-proves = What it proves
proof-proves-not = What it does not prove
proof-proves-chain = Each line of the records holds the hash of the one before and is signed. A line that was changed, removed or reordered, or an end that was cut off, is found at that line, unless all from there on was made anew with another key.
proof-proves-signature = Whoever knows from elsewhere with which key the device signs, and finds that key in the check, sees that the file comes from that device as it is. Without comparing the key it shows only that it agrees with itself: anybody can make such a file with a key of their own.
proof-proves-not-device = It does not prove that somebody who could use that device unlocked did not write other lines from the start. Against that, only a receipt that the payment company signed proves anything. Times are by the clock of that device.
proof-proves-not-parties = What the payment company and the connected company told is written as this app heard it. That it is true is not proved.
proof-check = How to check it
proof-check-body = Check the JSON that comes with these pages as follows. It takes no profile, no network and no account. For KEY give the fingerprint of the key, as the person told it to you in another way than with this file (in person, by phone).
proof-json-hash = SHA-256 of the JSON
proof-head = Last line
proof-key = Fingerprint of the signing key (SHA-256)
proof-receipt-title = The payment company’s receipt of the ending
proof-receipt-jws = The signed receipt is in the JSON whole; its SHA-256

## Exporting and checking in a terminal

proof-saved = Saved: { $file }
proof-saved-check = Anybody can check it: renkei records verify { $file } --key { $key }
proof-saved-key = Tell them this key in another way than with the file (in person, by phone). Without comparing it, the file shows only that it agrees with itself.
proof-file-all = An export of all records (made { $at })
proof-file-one = The proof of one connection (made { $at }, connection { $grant })
proof-file-broken = This file is not as it was exported
proof-file-cut = The device itself noted in these records that lines of theirs were missing
proof-file-key = Key from No. { $number } on: { $fingerprint }
proof-file-vouched = It comes from a device whose key you named, and is as that device wrote it.
proof-file-not-compared = From which device it comes does NOT show: anybody can make such a file with a key of their own. Have the person tell you the key of their device in another way than with the file (in person, by phone), and check again with --key KEY.
proof-file-other-key = From No. { $number } on it is NOT signed with a key that you named. Those lines, and what stands beside the lines, may be anybody’s.
proof-file-no-key = No line of it is signed with a key that you named. All of it may be anybody’s.
proof-file-shows-not = What it does not show:
proof-file-good-before = { $lines ->
    [one] The first line fits.
   *[other] The first { $lines } lines fit.
 }
proof-file-agrees = { $lines ->
    [one] The one line agrees with itself and with its signature.
   *[other] All { $lines } lines agree with each other and with their signatures.
 }
proof-file-hidden = { $lines ->
    [one] The content of 1 line is not in the file: it is not about this connection, or was erased by rule. Only that it stood there is shown.
   *[other] The content of { $lines } lines is not in the file: they are not about this connection, or were erased by rule. Only that they stood there is shown.
 }
proof-key-unvouched = The key { $key } says of itself that it takes the place of { $old }. The earlier key does not vouch for it.
proof-file-compare = Hold the last line against an earlier export of the same device, or against the “last line” on the PDF, to see that the file was not made anew. Last line:
cli-error-not-records-title = { $party } is not a file of records that can be checked
cli-error-not-records-body = Name a JSON file made by “renkei records export” or “renkei proof”. One made by a newer version of the app is checked with that version.
cli-error-same-file-title = The PDF and the JSON would have the same name
cli-error-same-file-body = A .json of the same name is put beside the PDF. Instead of --out { $party }, give a name that ends in .pdf.
help-command-proof = Export the proof of one connection as PDF or JSON
help-command-export = Export all records
help-command-records-verify = Check an exported JSON: whether it agrees with itself, and whether it is of the device whose key you know
help-proof-id = The id of the connection (its end is enough)
help-proof-format = pdf (with the JSON beside it) or json
help-proof-out = The file to write
help-export-format = json or csv
help-export-out = The file to write (standard output where absent)
help-verify-file = The file to check
help-verify-key = The fingerprint of the device’s key, as its person told you (16 digits or more; several where it had several)
