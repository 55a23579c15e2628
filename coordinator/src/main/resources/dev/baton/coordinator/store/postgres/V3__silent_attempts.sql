-- 1: the attempt has ended and left no log.
ALTER TABLE attempts ADD COLUMN silent INTEGER NOT NULL DEFAULT 0;

-- Packed already; the server would try again in vain.
ALTER TABLE event_chunks ALTER COLUMN facts SET STORAGE EXTERNAL;
ALTER TABLE log_chunks ALTER COLUMN content SET STORAGE EXTERNAL;
ALTER TABLE artifact_chunks ALTER COLUMN content SET STORAGE EXTERNAL;
