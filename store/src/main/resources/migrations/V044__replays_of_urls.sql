-- Jobs that have something told again know all kinds of events, a bit for each by its code: those of
-- messages had the codes of their statuses. url: of the messages' own URLs, which are told again;
-- resting: how many were left out since nobody answered there.
ALTER TABLE replay ADD COLUMN kinds BIGINT NOT NULL DEFAULT 0;
UPDATE replay SET kinds = statuses;
ALTER TABLE replay DROP COLUMN statuses;
ALTER TABLE replay ADD COLUMN url TEXT NOT NULL DEFAULT '';
ALTER TABLE replay ADD COLUMN resting BIGINT NOT NULL DEFAULT 0;

-- What happened in an account is listed by the time.
CREATE INDEX happening_of_account ON happening (account, id);
