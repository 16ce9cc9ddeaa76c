-- Endings that were asked for together, the pace of each issuer, and the person's own ends with what is to happen then.

CREATE TABLE batches (
    id TEXT NOT NULL PRIMARY KEY,
    asked_at INTEGER NOT NULL,
    stopped_at INTEGER,               -- NULL: goes on
    sign_out INTEGER NOT NULL,        -- whether this device signs itself out once nothing is open
    body TEXT NOT NULL                -- JSON: what was chosen, and what was withdrawn
) STRICT;

ALTER TABLE endings ADD COLUMN batch TEXT REFERENCES batches (id);
ALTER TABLE endings ADD COLUMN held INTEGER NOT NULL DEFAULT 0; -- held back by the person before anything was sent
CREATE INDEX endings_batch ON endings (batch, settled) WHERE batch IS NOT NULL;
CREATE INDEX endings_account ON endings (account, stepped_at);

CREATE TABLE pace (
    issuer TEXT NOT NULL PRIMARY KEY,
    wait_until INTEGER,               -- until when it wants to be left alone
    why TEXT,                         -- JSON: what that wait comes from
    listed_clock INTEGER              -- its own clock in the last list
) STRICT;

CREATE TABLE own_ends (
    grant_id TEXT NOT NULL PRIMARY KEY REFERENCES grants (id),
    at INTEGER NOT NULL,              -- the end of the day
    asked_at INTEGER,                 -- NULL: not yet
    body TEXT NOT NULL                -- JSON
) STRICT;
