-- Keeping watch: how long an issuer is left alone after trouble, what is asked for only where it is newer, and events.

ALTER TABLE accounts ADD COLUMN failures INTEGER NOT NULL DEFAULT 0; -- looks in a row that gave no list

CREATE TABLE answers (
    issuer TEXT NOT NULL REFERENCES issuers (id),
    url TEXT NOT NULL,
    etag TEXT,                        -- as the server wrote it; NULL: none
    last_modified TEXT,               -- as the server wrote it; NULL: none
    kind TEXT NOT NULL,               -- content type
    body BLOB NOT NULL,
    PRIMARY KEY (issuer, url)
) STRICT;

CREATE TABLE events (
    number INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,              -- when this app noted it
    what TEXT NOT NULL,               -- JSON
    since INTEGER NOT NULL,           -- the time that it is about: tells one from a later one of the same
    issuer TEXT NOT NULL REFERENCES issuers (id),
    subject TEXT NOT NULL,            -- the grant, sign-in or notice that it is about
    known INTEGER NOT NULL,           -- stood when the account was listed first: kept so that it is no news later, and not shown
    told_at INTEGER,                  -- when a shell took it for the system's notifications
    seen_at INTEGER                   -- when the person saw it here, or did what it asks for
) STRICT;
CREATE INDEX events_what ON events (what, since);
CREATE INDEX events_unseen ON events (seen_at);
