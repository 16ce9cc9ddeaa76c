-- When a settled ending is looked at next; NULL: never again.
ALTER TABLE endings ADD COLUMN look_at INTEGER;
CREATE INDEX endings_looks ON endings (look_at) WHERE look_at IS NOT NULL;
