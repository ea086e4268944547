-- What happened in accounts, in the order in which it was kept: the live feed. kind tells what,
-- subject what it is about; facts are what changed, by name, none where it is null.
CREATE TABLE event (
  id      ${serial},
  account INTEGER NOT NULL,
  at      BIGINT NOT NULL,
  kind    INTEGER NOT NULL,
  subject ${blob} NOT NULL,
  facts   ${blob}
);
CREATE INDEX event_of_account ON event (account, id);
