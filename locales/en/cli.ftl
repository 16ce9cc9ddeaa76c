# Words of the terminal alone

cli-needs-yes = Ending without a terminal needs --yes.
cli-needs-issuer = Name an issuer (see: issuers) or an --address.
cli-needs-account = Name a sign-in (see: sign-ins) or --all.
cli-address-warning = Careful: type an address only if you know for certain whose it is. You might let yourself in at an impostor’s.
cli-many = More than one connection ends in this id. Write it in full.
cli-none = There is no connection with this id. See: grants. The end of an id needs at least 6 characters.
cli-not-confirmed = Nothing was ended. To end it, type the whole word “yes”.
cli-connected = { $issuer } is connected.
cli-cancelled = Broken off. Nothing has changed.
cli-synced = { $issuer }: as of { $at }
cli-signed-in = signed in
cli-signed-out = has to sign in again
cli-issuer-own-page = see its own page ({ $host })
cli-issuer-free = can be connected
cli-issuer-connected = connected
cli-no-catalogue = This build brings no list of issuers. Try the made-up ones with --practice.
cli-confirm = End this connection? If so, type “yes”:
cli-confirm-answer = yes
cli-practice-runs = The practice issuers are running. Ctrl-C stops them.
cli-practice-ran = The practice issuers are running elsewhere.
cli-passphrase = Passphrase:{" "}
cli-new-passphrase = This machine has no keychain. Choose a passphrase:{" "}
cli-passphrase-again = Again:{" "}
cli-passphrase-differs = The two passphrases differ.
