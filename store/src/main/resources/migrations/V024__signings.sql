-- Users who signed in. sha256 is that of what their browser shows.
CREATE TABLE session (
  sha256  TEXT NOT NULL PRIMARY KEY,
  id      ${blob} NOT NULL,
  person  ${blob} NOT NULL,
  account INTEGER NOT NULL,
  created BIGINT NOT NULL,
  expires BIGINT NOT NULL,
  seen    BIGINT NOT NULL,
  address TEXT NOT NULL,
  browser TEXT NOT NULL
);
CREATE UNIQUE INDEX session_of_id ON session (id);
CREATE INDEX session_of_person ON session (person, created);
CREATE INDEX session_by_end ON session (expires);

-- When each API key was shown last, within a minute.
CREATE TABLE key_use (
  key     TEXT NOT NULL PRIMARY KEY,
  at      BIGINT NOT NULL,
  address TEXT NOT NULL
);
