-- What happened in accounts and is no message's, for as long as endpoints are owed it or may be
-- told it again; notice.message names it. kind, subject and facts are those of event.
CREATE TABLE happening (
  id      ${blob} NOT NULL PRIMARY KEY,
  account INTEGER NOT NULL,
  at      BIGINT NOT NULL,
  kind    INTEGER NOT NULL,
  subject ${blob} NOT NULL,
  facts   ${blob}
);
CREATE INDEX happening_by_moment ON happening (at);
