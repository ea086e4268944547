-- Orders to erase people. people is sealed, and NULL once an order is done (standing 2); marks are
-- keyed hashes of the same addresses, by the key of consent_key, a comma between; erased says how
-- much was blotted out, by table; pending are ids of messages, 16 octets each, that are blotted out
-- now and not counted yet.
CREATE TABLE erasure (
  id          ${blob} NOT NULL PRIMARY KEY,
  account     INTEGER NOT NULL,
  reason      TEXT NOT NULL,
  at          BIGINT NOT NULL,
  standing    INTEGER NOT NULL,
  people      ${blob},
  marks       TEXT NOT NULL,
  erased      ${blob} NOT NULL,
  pending     ${blob},
  finished_at BIGINT,
  certificate TEXT NOT NULL DEFAULT '',
  signature   ${blob}
);
CREATE INDEX erasure_of_account ON erasure (account, id);
CREATE INDEX erasure_open ON erasure (id) WHERE standing = 1;

-- One row, once something was signed: the server's pair of keys (Ed25519), the private one sealed.
CREATE TABLE signing_key (
  id            INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  public_octets ${blob} NOT NULL,
  sealed        ${blob} NOT NULL
);
