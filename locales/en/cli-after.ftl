# The terminal: after an ending

help-command-delete-request = Ask the company behind a connection that is over to delete what it got: the letter, and its answer
help-delete-request-id = Its id, or the end of it (6 characters or more)
help-delete-request-preview = Show the letter and whom it goes to. Nothing is noted
help-delete-request-letter-lang = Language of the letter: ja or en (without it: the one that the contact reads)
help-delete-request-name = Your name in the letter
help-delete-request-known-as = Your member number in the letter; never a card number
help-delete-request-open = Open the letter in the mail program (mail), or the company’s page (page)
help-delete-request-sent = Note that you sent it
help-delete-request-answer = Note an answer: answered (nothing decided yet), done (deleted), refused, kept_by_law
help-delete-request-note = What they wrote; with --sent the letter that you sent
help-delete-request-on = On which day (without it: today)
help-delete-request-remind = The day to tell you on if nobody has answered
help-delete-request-no-remind = Never tell me
cli-deletion-none = No request for deletion is noted. To see the letter: { $call } delete-request { $id } --preview
cli-deletion-to = To: { $to }
cli-deletion-remind = If nobody has answered, you are told at { $at }.
cli-deletion-next = Once it is sent: { $call } delete-request { $id } --sent
cli-deletion-opened = Opened: { $place }
cli-deletion-paste = The text was not handed over. Paste the letter above.
cli-receipt-of-ending = { $place }: receipt { $id } of an ending at { $issuer } (signed at { $at })
cli-receipt-of-consent = { $place }: receipt { $id } of a consent at { $issuer } (signed at { $at })
cli-receipt-link = Link for the holder: { $link }
cli-error-receipt-refused-title = { $party } does not hold
cli-error-receipt-refused-body = It is not signed with these keys, is in the name of another company, or is not of the published form.
