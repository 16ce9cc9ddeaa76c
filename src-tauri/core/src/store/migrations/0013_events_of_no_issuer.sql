-- Something may happen that is about no issuer of the list: a case about an own note, or about this app, that nobody answered.

CREATE TABLE happened (
    number INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,              -- when this app noted it
    what TEXT NOT NULL,               -- JSON
    since INTEGER NOT NULL,           -- the time that it is about: tells one from a later one of the same
    issuer TEXT REFERENCES issuers (id), -- NULL: none of the list
    subject TEXT NOT NULL,            -- the grant, sign-in, notice or case that it is about
    known INTEGER NOT NULL,           -- stood when the account was listed first: kept so that it is no news later, and not shown
    told_at INTEGER,                  -- when a shell took it for the system's notifications
    seen_at INTEGER                   -- when the person saw it here, or did what it asks for
) STRICT;
INSERT INTO happened SELECT number, at, what, since, issuer, subject, known, told_at, seen_at FROM events;
DROP TABLE events;
ALTER TABLE happened RENAME TO events;
CREATE INDEX events_what ON events (what, since);
CREATE INDEX events_unseen ON events (seen_at);
