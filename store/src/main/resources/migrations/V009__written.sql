-- One row: the number of the last group that was written. Where the answer to a commit is lost with
-- its connection, the writer reads here whether the group stands. Only PostgreSQL can lose one.
CREATE TABLE written (
  id   INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  mark BIGINT NOT NULL
);
INSERT INTO written (id, mark) VALUES (1, 0);
