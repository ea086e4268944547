-- Where a message is to be kept (a key of name) and whether it went to the sandbox only. Adding
-- columns that may lack a value rewrites no row.
ALTER TABLE message ADD COLUMN region INTEGER;
ALTER TABLE message ADD COLUMN test INTEGER NOT NULL DEFAULT 0;

-- The account that opened it and may act for it.
ALTER TABLE account ADD COLUMN parent INTEGER;

ALTER TABLE api_key ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE api_key ADD COLUMN test INTEGER NOT NULL DEFAULT 0;
ALTER TABLE api_key ADD COLUMN rate INTEGER NOT NULL DEFAULT 0;

-- What an account arranges: applications, numbers' settings, pools of senders, users. Raises the
-- directory like the other small tables.
CREATE TABLE resource (
  id         ${blob} NOT NULL PRIMARY KEY,
  account    INTEGER NOT NULL,
  kind       INTEGER NOT NULL,
  name       TEXT NOT NULL,
  facts      ${blob},
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- What policy refused, without its words and with masked addresses; swept after 30 days.
CREATE TABLE refusal (
  id        ${serial},
  account   INTEGER NOT NULL,
  request   TEXT NOT NULL,
  position  INTEGER NOT NULL,
  dialect   INTEGER,
  channel   INTEGER NOT NULL,
  sender    TEXT NOT NULL,
  recipient TEXT NOT NULL,
  fault     INTEGER NOT NULL,
  field     TEXT NOT NULL,
  detail    TEXT NOT NULL,
  checks    TEXT NOT NULL,
  at        BIGINT NOT NULL
);
CREATE INDEX refusal_of_account ON refusal (account, request);
CREATE INDEX refusal_age ON refusal (at);
