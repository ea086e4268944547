-- One row: which tree the keys of persons come from, and how often keys were destroyed in it. The
-- tree itself never stands here: it is in a file of its own. backup is 1 where persons are sealed
-- under their keys, as in a backup.
CREATE TABLE person_tree (
  id      INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  tree    INTEGER NOT NULL,
  changes BIGINT NOT NULL,
  backup  INTEGER NOT NULL DEFAULT 0
);

-- Which keys were destroyed: where an older copy of the file comes back, they are destroyed in it
-- again. person is a hash that is keyed by the file; keys up to the generation are meant; account 0
-- is of what no account has; change counts in person_tree.changes.
CREATE TABLE person_gone (
  person     BIGINT NOT NULL,
  account    INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  change     BIGINT NOT NULL,
  PRIMARY KEY (person, account)
);
CREATE INDEX person_gone_of_change ON person_gone (change);
