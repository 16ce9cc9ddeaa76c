-- The signed documents of issuers: what was good last stays in use.

CREATE TABLE document_keys (
    issuer TEXT NOT NULL PRIMARY KEY REFERENCES issuers (id),
    keys TEXT NOT NULL,               -- JSON: JWK Set, pinned
    pinned_at INTEGER NOT NULL
) STRICT;

CREATE TABLE documents (
    issuer TEXT NOT NULL REFERENCES issuers (id),
    kind TEXT NOT NULL,               -- JSON
    edition TEXT,                     -- JSON; NULL: none was good yet
    checked_at INTEGER,               -- when the one in use was last seen to be the newest
    refused TEXT,                     -- JSON; NULL: the last look was good
    refused_at INTEGER,
    PRIMARY KEY (issuer, kind)
) STRICT;

CREATE TABLE directory (
    issuer TEXT NOT NULL REFERENCES issuers (id),
    connector TEXT NOT NULL,          -- the issuer's id of it
    entry TEXT NOT NULL,              -- JSON
    PRIMARY KEY (issuer, connector)
) STRICT;

CREATE TABLE scope_words (
    issuer TEXT NOT NULL REFERENCES issuers (id),
    name TEXT NOT NULL,
    words TEXT NOT NULL,              -- JSON
    PRIMARY KEY (issuer, name)
) STRICT;

CREATE TABLE notices (
    issuer TEXT NOT NULL REFERENCES issuers (id),
    id TEXT NOT NULL,                 -- the feed's
    body TEXT NOT NULL,               -- JSON
    issued_at INTEGER NOT NULL,
    heard_at INTEGER NOT NULL,        -- when this app first had it
    read_at INTEGER,                  -- when the person opened it
    replaced_by TEXT,                 -- the id of the one that took its place
    PRIMARY KEY (issuer, id)
) STRICT;
CREATE INDEX notices_issued ON notices (issued_at);
