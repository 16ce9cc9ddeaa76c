-- Times are integers: microseconds since 1970 in UTC. JSON columns hold values of the domain.

CREATE TABLE issuers (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,               -- JSON text per language
    kind TEXT NOT NULL,               -- JSON
    vouched INTEGER NOT NULL,         -- named by a signed catalogue when it was connected
    site TEXT NOT NULL,               -- JSON: what was pinned
    added_at INTEGER NOT NULL
) STRICT;

CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    issuer TEXT NOT NULL REFERENCES issuers (id),
    subject TEXT NOT NULL,            -- pinned identity
    label TEXT,
    scopes TEXT NOT NULL,             -- JSON
    since INTEGER NOT NULL,
    access_until INTEGER,             -- NULL: not told
    refresh_until INTEGER,            -- NULL: not told
    renewable INTEGER NOT NULL,
    signed_in INTEGER NOT NULL,
    as_of INTEGER,                    -- NULL: never listed
    trouble TEXT,                     -- JSON
    sync_wanted INTEGER NOT NULL DEFAULT 0, -- an intent: when somebody last wished for a list that is not here yet; 0: nobody
    next_sync_at INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE grants (
    id TEXT NOT NULL PRIMARY KEY,
    issuer TEXT NOT NULL REFERENCES issuers (id),
    account TEXT NOT NULL REFERENCES accounts (id),
    remote_key TEXT NOT NULL,
    birth TEXT NOT NULL,
    status TEXT NOT NULL,             -- JSON
    facts TEXT NOT NULL,              -- JSON
    first_seen INTEGER NOT NULL,
    as_of INTEGER NOT NULL,
    checked_at INTEGER,
    -- What the list searches, filters and sorts by; always derived from the JSON.
    search TEXT NOT NULL,
    live INTEGER NOT NULL,
    suspended INTEGER NOT NULL,
    weight INTEGER NOT NULL,          -- 0 moves money, 1 unknown, 2 changes data, 3 reads
    reach_at INTEGER,                 -- NULL: until ended, or not told
    idle_since INTEGER,               -- NULL: not told
    last_used INTEGER,
    granted_at INTEGER,
    service_sort TEXT NOT NULL,
    connector_sort TEXT NOT NULL,
    UNIQUE (account, remote_key, birth)
) STRICT;
CREATE INDEX grants_live ON grants (live, issuer);

CREATE TABLE endings (
    id TEXT NOT NULL PRIMARY KEY,
    grant_id TEXT NOT NULL REFERENCES grants (id),
    account TEXT NOT NULL,
    state TEXT NOT NULL,              -- JSON
    settled INTEGER NOT NULL,
    stepped_at INTEGER NOT NULL,      -- when it reached its state
    asked_at INTEGER NOT NULL,
    next_at INTEGER,                  -- NULL: rests, or is under way
    body TEXT NOT NULL                -- JSON
) STRICT;
CREATE INDEX endings_open ON endings (settled, next_at);
CREATE INDEX endings_grant ON endings (grant_id, asked_at);

CREATE TABLE records (
    number INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    grant_id TEXT,
    payload TEXT,                     -- NULL: erased by rule
    salt BLOB,                        -- NULL: erased with it
    payload_hash BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE INDEX records_grant ON records (grant_id, number);

CREATE TABLE settings (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
