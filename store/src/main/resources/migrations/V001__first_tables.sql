-- Plain types only. Times are microseconds since 1970-01-01T00:00:00Z; numbers of kinds, statuses
-- and faults are the stable codes of the model. Placeholders stand for the few types that differ.

-- Words that repeat on many rows (accounts, carriers, lanes, flows, dialects, forms), once each.
CREATE TABLE name (
  id     ${serial},
  digest ${blob} NOT NULL UNIQUE,
  text   TEXT NOT NULL
);

-- Where notices go, once each. The digest carries the index: a URL may be longer than a key.
CREATE TABLE destination (
  id     ${serial},
  digest ${blob} NOT NULL UNIQUE,
  text   TEXT NOT NULL
);

-- No foreign key and no index on a random key stands here: each costs a quarter of the throughput.
-- account, callback, dialect, form, carrier, lane and flow are keys of the side tables; an empty
-- text is NULL there.
CREATE TABLE message (
  id              ${blob} NOT NULL PRIMARY KEY,
  account         INTEGER NOT NULL,
  direction       INTEGER NOT NULL,
  channel         INTEGER NOT NULL,
  sender_kind     INTEGER NOT NULL,
  sender          TEXT NOT NULL,
  recipient_kind  INTEGER NOT NULL,
  recipient       TEXT NOT NULL,
  content         ${blob} NOT NULL,
  purpose         INTEGER NOT NULL,
  priority        INTEGER NOT NULL,
  wants_receipt   INTEGER NOT NULL,
  validity        BIGINT NOT NULL DEFAULT 0,
  send_at         BIGINT,
  callback        INTEGER,
  callback_events INTEGER NOT NULL DEFAULT 0,
  encoding        INTEGER NOT NULL,
  segments        INTEGER NOT NULL,
  price           BIGINT NOT NULL,
  currency        TEXT NOT NULL,
  dialect         INTEGER,
  form            INTEGER,
  reference       TEXT NOT NULL DEFAULT '',
  tags            ${blob},
  keepsake        ${blob},
  decision        TEXT NOT NULL DEFAULT '',
  status          INTEGER NOT NULL,
  accepted_at     BIGINT NOT NULL,
  updated_at      BIGINT NOT NULL,
  sending_at      BIGINT,
  sent_at         BIGINT,
  delivered_at    BIGINT,
  ended_at        BIGINT,
  read_at         BIGINT,
  fault           INTEGER,
  carrier_code    TEXT NOT NULL DEFAULT '',
  carrier         INTEGER,
  network         TEXT NOT NULL DEFAULT '',
  country         TEXT NOT NULL DEFAULT '',
  lane            INTEGER,
  flow            INTEGER,
  waits_for       INTEGER NOT NULL DEFAULT 0,
  due             BIGINT,
  attempts        INTEGER NOT NULL DEFAULT 0,
  doubts          INTEGER NOT NULL DEFAULT 0,
  run             BIGINT NOT NULL DEFAULT 0,
  leg_standing    INTEGER,
  leg_reference   INTEGER,
  far_id          TEXT,
  legs            INTEGER NOT NULL DEFAULT 0,
  rev             INTEGER NOT NULL,
  notices         INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX message_of_account ON message (account, id);
-- The queue of work. What a message waits for stands in it, so that claims are passed over unread.
CREATE INDEX message_work ON message (lane, priority, due, waits_for) WHERE due IS NOT NULL;
CREATE INDEX message_far ON message (carrier, far_id) WHERE far_id IS NOT NULL;

-- The legs of messages of several parts; a single part's leg stands in its message's row.
CREATE TABLE leg (
  message   ${blob} NOT NULL,
  part      INTEGER NOT NULL,
  standing  INTEGER NOT NULL,
  reference INTEGER NOT NULL,
  carrier   INTEGER,
  far_id    TEXT,
  PRIMARY KEY (message, part)
) ${clustered};
CREATE INDEX leg_far ON leg (carrier, far_id) WHERE far_id IS NOT NULL;

CREATE TABLE notice (
  message     ${blob} NOT NULL,
  destination INTEGER NOT NULL,
  sequence    INTEGER NOT NULL,
  dialect     INTEGER,
  lane        INTEGER,
  status      INTEGER NOT NULL,
  at          BIGINT NOT NULL,
  fault       INTEGER,
  progress    INTEGER NOT NULL,
  attempts    INTEGER NOT NULL,
  due         BIGINT,
  ended_at    BIGINT,
  answer      INTEGER NOT NULL,
  PRIMARY KEY (message, destination, sequence)
) ${clustered};
-- Open ones only (progress 1), those that wait for an older one with a due of NULL.
CREATE INDEX notice_work ON notice (lane, due) WHERE progress = 1;

CREATE TABLE trace (
  id      ${serial},
  message ${blob} NOT NULL,
  at      BIGINT NOT NULL,
  kind    INTEGER NOT NULL,
  detail  TEXT NOT NULL
);
CREATE INDEX trace_of_message ON trace (message);

CREATE TABLE half (
  id             ${serial},
  carrier        INTEGER,
  far_id         TEXT NOT NULL,
  reference      INTEGER NOT NULL,
  sender_kind    INTEGER NOT NULL,
  sender         TEXT NOT NULL,
  recipient_kind INTEGER NOT NULL,
  recipient      TEXT NOT NULL,
  verdict        INTEGER NOT NULL,
  code           TEXT NOT NULL,
  network        TEXT NOT NULL,
  at             BIGINT NOT NULL
);
CREATE INDEX half_far ON half (carrier, far_id);
CREATE INDEX half_age ON half (at);

CREATE TABLE idempotency (
  account  INTEGER NOT NULL,
  word     TEXT NOT NULL,
  position INTEGER NOT NULL,
  hash     TEXT NOT NULL,
  message  ${blob} NOT NULL,
  at       BIGINT NOT NULL,
  PRIMARY KEY (account, word, position)
) ${clustered};
CREATE INDEX idempotency_age ON idempotency (at);

-- Two entries each time, whose sum is zero: book 1 is the account's, book 2 the house's.
CREATE TABLE ledger (
  id       ${serial},
  account  INTEGER NOT NULL,
  book     INTEGER NOT NULL,
  reason   INTEGER NOT NULL,
  micros   BIGINT NOT NULL,
  currency TEXT NOT NULL,
  moves    INTEGER NOT NULL,
  at       BIGINT NOT NULL
);
CREATE INDEX ledger_of_account ON ledger (account, id);

CREATE TABLE balance (
  account  INTEGER NOT NULL PRIMARY KEY,
  micros   BIGINT NOT NULL,
  currency TEXT NOT NULL
);

CREATE TABLE account (
  account        INTEGER NOT NULL PRIMARY KEY,
  name           TEXT NOT NULL,
  standing       INTEGER NOT NULL,
  created_at     BIGINT NOT NULL,
  token          TEXT NOT NULL,
  webhook_secret TEXT NOT NULL
);

-- scopes: one a line, in order.
CREATE TABLE api_key (
  id         TEXT NOT NULL PRIMARY KEY,
  account    INTEGER NOT NULL,
  sha256     TEXT NOT NULL,
  name       TEXT NOT NULL,
  scopes     TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  revoked_at BIGINT
);

CREATE TABLE sender (
  id           ${serial},
  account      INTEGER NOT NULL,
  kind         INTEGER NOT NULL,
  address      TEXT NOT NULL,
  calling_code TEXT NOT NULL,
  UNIQUE (account, kind, address, calling_code)
);

-- One row: raised with each change of account, api_key or sender.
CREATE TABLE directory (
  id       INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  revision BIGINT NOT NULL
);
INSERT INTO directory (id, revision) VALUES (1, 0);
