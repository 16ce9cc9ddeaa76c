-- Lines of the records are signed by the key of the device; those from before it had one are not.
ALTER TABLE records ADD COLUMN key TEXT;
ALTER TABLE records ADD COLUMN signature BLOB;

CREATE TABLE record_keys (
    id TEXT NOT NULL PRIMARY KEY,
    public BLOB NOT NULL,
    introduced INTEGER NOT NULL       -- number of the last line that introduces it
) STRICT;
