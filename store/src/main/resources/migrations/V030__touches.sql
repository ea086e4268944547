-- Which messages count in how often their account writes to a person, and since when; mark is a
-- keyed hash of the person's address. From until on nobody asks for a row, and it is dropped.
CREATE TABLE touch (
  mark    ${blob} NOT NULL,
  account INTEGER NOT NULL,
  message ${blob} NOT NULL,
  sender  TEXT NOT NULL,
  at      BIGINT NOT NULL,
  until   BIGINT NOT NULL,
  PRIMARY KEY (mark, account, message)
) ${clustered};
CREATE INDEX touch_until ON touch (until);
