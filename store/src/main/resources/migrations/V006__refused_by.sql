-- The carriers that will not take a message, by their names, a blank between: where it goes on to
-- another, it does not come back to these. Hardly any message has one.
ALTER TABLE message ADD COLUMN refused_by TEXT;
