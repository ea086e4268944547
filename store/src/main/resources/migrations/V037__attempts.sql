-- How tries to tell something went. endpoint is none where the message named a URL itself; exchange
-- is sealed under the account's key, and none where nothing was kept of it.
CREATE TABLE attempt (
  id       ${serial},
  account  INTEGER NOT NULL,
  endpoint ${blob},
  message  ${blob} NOT NULL,
  sequence INTEGER NOT NULL,
  at       BIGINT NOT NULL,
  took     BIGINT NOT NULL,
  told     INTEGER NOT NULL,
  answer   INTEGER NOT NULL,
  why      TEXT NOT NULL,
  next     BIGINT,
  exchange ${blob}
);
CREATE INDEX attempt_of_endpoint ON attempt (endpoint, id) WHERE endpoint IS NOT NULL;
CREATE INDEX attempt_by_end ON attempt (endpoint, told, id) WHERE endpoint IS NOT NULL;
CREATE INDEX attempt_of_notice ON attempt (message, sequence, id);
