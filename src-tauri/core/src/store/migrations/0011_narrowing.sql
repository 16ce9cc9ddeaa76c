-- Whether a row of endings takes a part away and leaves the grant: then nothing that asks for endings may find it.
ALTER TABLE endings ADD COLUMN narrows INTEGER NOT NULL DEFAULT 0;
CREATE INDEX endings_narrows ON endings (grant_id) WHERE narrows = 1;
