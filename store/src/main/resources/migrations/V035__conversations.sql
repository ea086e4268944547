-- What an account and one person write to each other through one sender or pool. mark is a keyed
-- hash of the person's address; message is the last one of all, inbound and outbound the newest of
-- each direction. labels are words between blanks; heard is when the person wrote last, by channel.
CREATE TABLE conversation (
  id         ${blob} NOT NULL PRIMARY KEY,
  account    INTEGER NOT NULL,
  reach      INTEGER NOT NULL,
  sender     TEXT NOT NULL,
  mark       ${blob} NOT NULL,
  message    ${blob} NOT NULL,
  direction  INTEGER NOT NULL,
  channel    INTEGER NOT NULL,
  at         BIGINT NOT NULL,
  inbound    ${blob},
  outbound   ${blob},
  heard      TEXT NOT NULL,
  unread     INTEGER NOT NULL,
  state      INTEGER NOT NULL,
  assignee   TEXT NOT NULL,
  labels     TEXT NOT NULL,
  read_at    BIGINT,
  notes      INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  rev        INTEGER NOT NULL
);
CREATE UNIQUE INDEX conversation_of_person ON conversation (mark, account, reach, sender);
CREATE INDEX conversation_last ON conversation (account, at, id);

-- What the account's people noted beside a conversation; words are sealed.
CREATE TABLE conversation_note (
  id           ${blob} NOT NULL PRIMARY KEY,
  account      INTEGER NOT NULL,
  conversation ${blob} NOT NULL,
  mark         ${blob} NOT NULL,
  author       TEXT NOT NULL,
  words        ${blob} NOT NULL,
  created_at   BIGINT NOT NULL,
  updated_at   BIGINT NOT NULL
);
CREATE INDEX conversation_note_of ON conversation_note (conversation, id);
