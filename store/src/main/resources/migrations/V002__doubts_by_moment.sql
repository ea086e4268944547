-- Doubts are few and looked for each second: with an index of their own, what waits for its turn
-- is not read along.
CREATE INDEX message_doubt ON message (due, id) WHERE waits_for = 6;
