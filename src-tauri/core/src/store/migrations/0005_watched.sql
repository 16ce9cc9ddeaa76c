-- What a first look finds is no news: neither that of an account, nor that of this app on a profile from before there was a watch.

ALTER TABLE accounts ADD COLUMN whole INTEGER NOT NULL DEFAULT 0;   -- whether the last list could be read to its end
ALTER TABLE accounts ADD COLUMN watched INTEGER NOT NULL DEFAULT 0; -- whether what stood at the first list was noted as known
UPDATE accounts SET whole = 1 WHERE as_of IS NOT NULL AND trouble IS NOT '"unreadable"';
UPDATE accounts SET watched = 1 WHERE as_of IS NOT NULL AND issuer IN (SELECT issuer FROM events);
