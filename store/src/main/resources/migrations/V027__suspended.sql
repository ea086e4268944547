-- What waits until its account may send again is looked for each second: with an index of its own,
-- what waits for its turn is not read along.
CREATE INDEX message_suspended ON message (account, id) WHERE waits_for = 11;
