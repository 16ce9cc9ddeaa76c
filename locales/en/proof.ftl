# Signatures, proofs to hand over, and checking a file of them

act-key-introduced = This device began to sign with its key ({ $key }).
act-key-replaced = This device began to sign with a new key ({ $key }). The one before ({ $old }) was not on this device.
act-erased-by-rule = The records of connections that ended more than two years ago were erased by rule.
act-notice-heard = A notice from { $issuer } came in that concerns your connections.
act-notice-read = You opened a notice from { $issuer }.
act-keys-trusted = You chose to trust { $issuer }’s new signing keys.
act-exported-all = You exported all records ({ $format }).
act-exported-one = You exported the proof of the connection with { $service } ({ $issuer }) ({ $format }).
format-json = JSON
format-csv = CSV
format-pdf = PDF
broken-signature = The signature of No. { $number } does not fit it.
broken-key = No. { $number } is signed by a key that no line before it introduced, or introduces a key without naming the one before.
broken-unsigned = No. { $number } is not signed, although it has to be: lines before it are, or it is the record of the file’s making.
broken-end = Lines at the end are missing: the file ends at No. { $number }, which is not the record of its own making.
broken-facts = What stands beside the lines is not what the file was made with (No. { $number }).
verify-unsigned = { $lines ->
    [one] The first line is from before this device had a key and is not signed. The signed lines after it hold it as it is now.
   *[other] The first { $lines } lines are from before this device had a key and are not signed. The signed lines after them hold them as they are now.
 }
verify-key = From No. { $number } on, the lines are signed with the key { $key }.
error-no-font-title = This device has no Japanese font for the PDF
error-no-font-body = Install a Japanese font, then export again: fonts-noto-cjk on Debian and Ubuntu, google-noto-sans-cjk-fonts on Fedora. Exporting as JSON needs no font.

## Saving

export-proof-title = Save the proof of this connection
export-proof-note = How the ending went, who said what, and this device’s records, in files that can be checked by whoever knows the key of this device. Nothing of other connections goes into them.
export-all-title = Save all records
export-all-note = Whoever knows the key of this device can check the JSON for changes. The CSV is a table for reading.
export-against = It proves something to whoever knows the key of this device, against anybody who changes a file later. Against somebody who can use this device unlocked, only a receipt that the payment company signed proves anything.
export-proof-pdf = Save as PDF (with the JSON)
export-proof-json = Save the JSON only
export-all-json = Save as JSON
export-all-csv = Save as CSV
export-busy = Exporting…
export-saved = Saved: { $file }
export-not-saved = { $file } could not be saved. Look at the folder for downloads, then try again.
