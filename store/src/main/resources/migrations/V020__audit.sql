-- What was changed of the small tables, by whom: one line each, only ever added. hash is SHA-256
-- over the hash of the line before and body; the other columns say again what stands in body, for
-- searches.
CREATE TABLE audit (
  number  BIGINT NOT NULL PRIMARY KEY,
  account INTEGER NOT NULL,
  at      BIGINT NOT NULL,
  kind    TEXT NOT NULL,
  name    TEXT NOT NULL,
  body    ${blob} NOT NULL,
  hash    ${blob} NOT NULL
);
CREATE INDEX audit_of_account ON audit (account, number);

-- One row, once there is a line: the last one.
CREATE TABLE audit_head (
  id     INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  number BIGINT NOT NULL,
  hash   ${blob} NOT NULL
);
