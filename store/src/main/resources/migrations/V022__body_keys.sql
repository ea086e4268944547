-- The keys that seal bodies of messages: those of data_key that name their account. The one with
-- the largest number seals, older ones still open.
ALTER TABLE data_key ADD COLUMN account INTEGER;
CREATE INDEX data_key_of_account ON data_key (account);

-- Keys that were destroyed, so that what they sealed is known from what is damaged; their numbers
-- are never given out again. cleared: whether nothing of them is left in the database's own files.
CREATE TABLE shredded_key (
  id      INTEGER NOT NULL PRIMARY KEY,
  account INTEGER NOT NULL,
  at      BIGINT NOT NULL,
  cleared INTEGER NOT NULL
);

-- One row: up to which message, by its id, no body stands in the clear any more.
CREATE TABLE body_mark (
  id    INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  until ${blob} NOT NULL
);
