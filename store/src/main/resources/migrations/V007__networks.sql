-- The network that a number was last seen on. Numbers stand here as keyed hashes only; filled
-- behind the hot path, and bounded by the settings.
CREATE TABLE network (
  mark   BIGINT NOT NULL PRIMARY KEY,
  mcc    TEXT NOT NULL,
  mnc    TEXT NOT NULL,
  name   TEXT NOT NULL,
  source INTEGER NOT NULL,
  at     BIGINT NOT NULL
) ${clustered};
CREATE INDEX network_age ON network (at);

-- One row: the key of all marks.
CREATE TABLE network_key (
  id     INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  octets ${blob} NOT NULL
);
