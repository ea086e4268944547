-- The price list: what a part costs its account; * stands for every country, carrier or route. A
-- row holds from since (NULL = ever) to before until (NULL = for good).
CREATE TABLE rate (
  id       ${serial},
  channel  INTEGER NOT NULL,
  country  TEXT NOT NULL,
  carrier  TEXT NOT NULL,
  route    TEXT NOT NULL,
  since    BIGINT,
  until    BIGINT,
  micros   BIGINT NOT NULL,
  currency TEXT NOT NULL
);

-- How far below zero a balance may go.
ALTER TABLE balance ADD COLUMN credit BIGINT NOT NULL DEFAULT 0;

-- What was moved by hand has a pair of entries of its own, with its id and why.
ALTER TABLE ledger ADD COLUMN posting ${blob};
ALTER TABLE ledger ADD COLUMN note TEXT NOT NULL DEFAULT '';
CREATE INDEX ledger_of_posting ON ledger (posting) WHERE posting IS NOT NULL;

-- What each account used, added up by the day (days since 1970-01-01), UTC. micros is what it paid
-- and did not get back, cost what carriers ask.
CREATE TABLE usage (
  account   INTEGER NOT NULL,
  day       INTEGER NOT NULL,
  channel   INTEGER NOT NULL,
  direction INTEGER NOT NULL,
  country   TEXT NOT NULL,
  currency  TEXT NOT NULL,
  messages  BIGINT NOT NULL,
  segments  BIGINT NOT NULL,
  micros    BIGINT NOT NULL,
  cost      BIGINT NOT NULL,
  PRIMARY KEY (account, day, channel, direction, country, currency)
) ${clustered};
