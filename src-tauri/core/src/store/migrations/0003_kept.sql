-- Connections that no list tells: the person's notes and issuers' receipts; and the terms that a grant was first seen on.

-- Keys are pinned by the issuer's identifier: one that signs receipts may never be connected.
CREATE TABLE pinned_keys (
    issuer TEXT NOT NULL PRIMARY KEY,
    keys TEXT NOT NULL,               -- JSON: JWK Set
    pinned_at INTEGER NOT NULL
) STRICT;
-- One issuer may stand there twice, under its host and under a brand; what was pinned first stays.
INSERT OR IGNORE INTO pinned_keys (issuer, keys, pinned_at)
    SELECT issuers.site ->> '$.issuer', document_keys.keys, document_keys.pinned_at
    FROM document_keys JOIN issuers ON issuers.id = document_keys.issuer ORDER BY document_keys.pinned_at;
DROP TABLE document_keys;

CREATE TABLE kept (
    id TEXT NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,             -- JSON: a note, or a receipt
    -- Of a receipt, for finding the grant that it is about.
    issuer TEXT,                      -- the issuer's identifier
    receipt TEXT,                     -- the issuer's id of it
    connector TEXT,
    service TEXT,
    remote_key TEXT,                  -- NULL: a template for all who consent
    search TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    remind_at INTEGER,
    ended_at INTEGER
) STRICT;
CREATE INDEX kept_receipts ON kept (issuer, connector, service);
CREATE INDEX grants_service ON grants (issuer, facts ->> '$.connector.id', facts ->> '$.service.id');

ALTER TABLE grants ADD COLUMN first_terms TEXT; -- JSON; NULL: seen before they were kept
ALTER TABLE grants ADD COLUMN first_terms_at INTEGER;
ALTER TABLE grants ADD COLUMN own_end INTEGER;  -- when the person wants it to be over
