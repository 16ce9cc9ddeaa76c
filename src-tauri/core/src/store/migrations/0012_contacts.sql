-- Who answers for what: an issuer's own desks, connectors that its directory no longer names, and the person's cases.

CREATE TABLE desks (
    issuer TEXT NOT NULL PRIMARY KEY REFERENCES issuers (id),
    desks TEXT NOT NULL               -- JSON
) STRICT;

ALTER TABLE directory ADD COLUMN left_at INTEGER; -- when a newer edition named it no longer; NULL: it is named

CREATE TABLE cases (
    id TEXT NOT NULL PRIMARY KEY,
    grant_id TEXT,                    -- NULL: about something that no list tells, or this app
    is_open INTEGER NOT NULL,         -- the person has not closed it
    remind_at INTEGER,                -- when to say that nobody answered; NULL: never
    opened_at INTEGER NOT NULL,
    body TEXT NOT NULL                -- JSON
) STRICT;
CREATE INDEX cases_due ON cases (is_open, remind_at);
CREATE INDEX cases_grant ON cases (grant_id);
