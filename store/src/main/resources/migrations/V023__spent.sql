-- How much of something bounded was used up from since until until: the parts that a brand (owner)
-- sent over a carrier (name) on one day. Rows that bound nothing any more are dropped.
CREATE TABLE spent (
  owner   ${blob} NOT NULL,
  name    TEXT NOT NULL,
  since   BIGINT NOT NULL,
  account INTEGER NOT NULL,
  until   BIGINT NOT NULL,
  parts   BIGINT NOT NULL,
  PRIMARY KEY (owner, name, since, account)
) ${clustered};
CREATE INDEX spent_until ON spent (until);
