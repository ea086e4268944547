-- What could not be told is looked for by its endpoint, which names the account. Few notices ever
-- fail, so few stand here.
CREATE INDEX notice_failed ON notice (lane, message) WHERE (attempts > 0 OR progress = 3);
