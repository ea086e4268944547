-- What accounts are owed to be told of themselves. One of a kind stands at a time; it is over from
-- over_at on. facts are what happened, by name.
CREATE TABLE account_event (
  id       ${blob} NOT NULL PRIMARY KEY,
  account  INTEGER NOT NULL,
  kind     INTEGER NOT NULL,
  at       BIGINT NOT NULL,
  facts    ${blob} NOT NULL,
  progress INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  due      BIGINT,
  ended    BIGINT,
  answer   INTEGER NOT NULL,
  over_at  BIGINT
);
CREATE UNIQUE INDEX account_event_standing ON account_event (account, kind) WHERE over_at IS NULL;
CREATE INDEX account_event_of_account ON account_event (account, id);
CREATE INDEX account_event_due ON account_event (due) WHERE due IS NOT NULL;
CREATE INDEX account_event_over ON account_event (over_at) WHERE over_at IS NOT NULL;
