-- 1: the attempt has ended and left no log.
ALTER TABLE attempts ADD COLUMN silent INTEGER NOT NULL DEFAULT 0;
