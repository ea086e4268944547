-- Long jobs that have a lane's destination told again what it was told, or what was given up.
-- failed is 1 where only what was given up; statuses is a bit for each; behind is the last message
-- that was looked at. One that goes on has not ended.
CREATE TABLE replay (
  id         ${blob} NOT NULL PRIMARY KEY,
  account    INTEGER NOT NULL,
  lane       INTEGER NOT NULL,
  failed     INTEGER NOT NULL,
  since      BIGINT NOT NULL,
  until      BIGINT NOT NULL,
  statuses   INTEGER NOT NULL,
  at         BIGINT NOT NULL,
  state      INTEGER NOT NULL,
  behind     ${blob} NOT NULL,
  queued     BIGINT NOT NULL,
  owed       BIGINT NOT NULL,
  started_at BIGINT,
  ended_at   BIGINT,
  reason     TEXT NOT NULL
);
CREATE INDEX replay_of_lane ON replay (lane, id);
CREATE INDEX replay_ended ON replay (ended_at);
