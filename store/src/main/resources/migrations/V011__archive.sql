-- Messages that left the tables for a file. A file holds those of one day (days since 1970-01-01,
-- by the time that ids begin with); what stands in it behind its octets is not ours. Leaving is 1
-- once it is to be deleted.
CREATE TABLE archive_file (
  day     INTEGER NOT NULL PRIMARY KEY,
  octets  BIGINT NOT NULL,
  leaving INTEGER NOT NULL
);

-- A block is one member of a file, its messages in the order of their ids. Gone is 1 once another
-- one stands in its place and its octets are to be blotted out. Accounts are keys of name, a comma
-- around each; empty where they are too many.
CREATE TABLE archive_block (
  id       ${serial},
  day      INTEGER NOT NULL,
  place    BIGINT NOT NULL,
  octets   INTEGER NOT NULL,
  digest   TEXT NOT NULL,
  first_id ${blob} NOT NULL,
  last_id  ${blob} NOT NULL,
  messages INTEGER NOT NULL,
  accounts TEXT NOT NULL,
  gone     INTEGER NOT NULL
);
CREATE INDEX archive_block_of_ids ON archive_block (first_id, last_id);
CREATE INDEX archive_block_of_day ON archive_block (day);
CREATE INDEX archive_block_gone ON archive_block (id) WHERE gone = 1;
${upkeep}
