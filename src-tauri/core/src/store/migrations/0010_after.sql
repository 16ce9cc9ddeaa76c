-- After an ending: the issuer's signed word on it, and what the person asked the connector to delete.

CREATE TABLE ending_receipts (
    ending TEXT NOT NULL PRIMARY KEY REFERENCES endings (id),
    outcome TEXT,                     -- JSON; NULL: still asked for
    jws TEXT,                         -- as it came, where something came that may be kept
    at INTEGER NOT NULL,              -- when it was asked for last
    tries INTEGER NOT NULL,
    next_at INTEGER                   -- NULL: not asked for again
) STRICT;

CREATE TABLE deletions (
    grant_id TEXT NOT NULL PRIMARY KEY REFERENCES grants (id),
    steps TEXT NOT NULL,              -- JSON: what the person noted, in order
    is_open INTEGER NOT NULL,         -- nobody has answered for good yet
    remind_at INTEGER                 -- when to say that nobody answered; NULL: never
) STRICT;
CREATE INDEX deletions_due ON deletions (is_open, remind_at);
