-- What people said about being written to, one row each time; never changed, save that who said it
-- and what shows it are blotted out after their time. seal is a SHA-256 over the rest of the row and
-- over previous, the seal of the record before it of the same account; digest is one over what may
-- be blotted out, so that the chain stays whole. mark is a keyed hash of the person's address.
CREATE TABLE consent (
  id           BIGINT NOT NULL PRIMARY KEY,
  account      INTEGER NOT NULL,
  mark         ${blob} NOT NULL,
  reach_kind   INTEGER NOT NULL,
  reach        TEXT NOT NULL,
  action       INTEGER NOT NULL,
  method       INTEGER NOT NULL,
  at           BIGINT NOT NULL,
  person_kind  INTEGER NOT NULL,
  person       TEXT NOT NULL,
  program      TEXT NOT NULL,
  words        TEXT NOT NULL,
  source       TEXT NOT NULL,
  agent        TEXT NOT NULL,
  actor        TEXT NOT NULL,
  confirmation TEXT NOT NULL,
  digest       ${blob} NOT NULL,
  previous     ${blob} NOT NULL,
  seal         ${blob} NOT NULL
);
CREATE INDEX consent_of_account ON consent (account, id);
CREATE INDEX consent_of_person ON consent (mark, id);
CREATE INDEX consent_age ON consent (at) WHERE person <> '';

-- Who has stopped what now, and which record says so. swept is 1 once the messages that waited for
-- the person then were looked for.
CREATE TABLE opt_out (
  mark       ${blob} NOT NULL,
  account    INTEGER NOT NULL,
  reach_kind INTEGER NOT NULL,
  reach      TEXT NOT NULL,
  consent    BIGINT NOT NULL,
  swept      INTEGER NOT NULL,
  PRIMARY KEY (mark, account, reach_kind, reach)
) ${clustered};
CREATE INDEX opt_out_of_account ON opt_out (account, consent);
CREATE INDEX opt_out_unswept ON opt_out (consent) WHERE swept = 0;

-- One row: the key of all marks.
CREATE TABLE consent_key (
  id     INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  octets ${blob} NOT NULL
);
