-- How long this app's own tokens lived after an ending, and its own test grants that may still stand at an issuer.

CREATE TABLE measurements (
    issuer TEXT NOT NULL REFERENCES issuers (id),
    at INTEGER NOT NULL,              -- when the issuer accepted the ending
    body TEXT NOT NULL,               -- JSON
    PRIMARY KEY (issuer, at)
) STRICT;

CREATE TABLE canaries (
    account TEXT NOT NULL PRIMARY KEY REFERENCES accounts (id),
    client TEXT NOT NULL,             -- the second client's id
    asked_at INTEGER,                 -- when this profile asked for it; NULL: only a list showed it
    body TEXT                         -- JSON: the grant as a list showed it; NULL: none did yet
) STRICT;
