-- Parts of texts that persons write, until all of a text are there. account is whose sender it was
-- written to, 0 = nobody's; series is the same in all parts of one text; content is sealed as that
-- of a message is. scheme, reference, total and number say which part it is, alphabet, locking and
-- single how its octets are read.
CREATE TABLE fragment (
  series      ${blob} NOT NULL,
  number      INTEGER NOT NULL,
  total       INTEGER NOT NULL,
  account     INTEGER NOT NULL,
  carrier     INTEGER,
  channel     INTEGER NOT NULL,
  person_kind INTEGER NOT NULL,
  person      TEXT NOT NULL,
  sender_kind INTEGER NOT NULL,
  sender      TEXT NOT NULL,
  scheme      INTEGER NOT NULL,
  reference   INTEGER NOT NULL,
  alphabet    TEXT NOT NULL,
  locking     INTEGER NOT NULL,
  single      INTEGER NOT NULL,
  content     ${blob} NOT NULL,
  odd         TEXT NOT NULL,
  at          BIGINT NOT NULL,
  PRIMARY KEY (series, number)
) ${clustered};
CREATE INDEX fragment_of_person ON fragment (person, person_kind);
