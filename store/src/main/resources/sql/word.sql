-- name: word_marks
SELECT account, data_key, since, until, filled, kept FROM word_mark ORDER BY account LIMIT :rows

-- name: word_mark_find
SELECT account, data_key, since, until, filled, kept FROM word_mark WHERE account = :account

-- name: word_mark_add
INSERT INTO word_mark (account, data_key, since, until, filled, kept)
VALUES (:account, :data_key, :since, :until, 0, 1) ON CONFLICT (account) DO NOTHING

-- name: word_mark_put
UPDATE word_mark SET since = :since, until = :until, filled = :filled WHERE account = :account

-- Its rows go later, a bounded number at a time.
-- name: word_mark_end
UPDATE word_mark SET kept = 0 WHERE account = :account

-- name: word_mark_drop
DELETE FROM word_mark WHERE account = :account

-- name: word_drop
DELETE FROM word WHERE (account, token, message) IN (
  SELECT account, token, message FROM word WHERE account = :account ORDER BY token LIMIT :rows)

-- name: word_again_drop
DELETE FROM word_again WHERE message IN (
  SELECT message FROM word_again WHERE account = :account ORDER BY message LIMIT :rows)

-- name: word_add
INSERT INTO word (account, token, message) VALUES (:account, :token, :message)
ON CONFLICT (account, token, message) DO NOTHING

-- name: word_forget
DELETE FROM word WHERE message = :message

-- name: word_again_add
INSERT INTO word_again (message, account) VALUES (:message, :account)
ON CONFLICT (message) DO NOTHING

-- name: word_again_forget
DELETE FROM word_again WHERE message = :message

-- name: word_again_of
SELECT message FROM word_again WHERE account = :account ORDER BY message LIMIT :rows

-- name: word_revs
SELECT id, rev FROM message WHERE id IN :ids[]

-- How many messages have a word, counted up to a bound.
-- name: word_count
SELECT count(*) FROM (
  SELECT 1 FROM word
  WHERE account = :account AND token = :token AND message < :below LIMIT :rows) counted

-- name: word_walk
SELECT message FROM word
WHERE account = :account AND token = :token AND message < :below
ORDER BY message DESC LIMIT :rows

-- name: word_among
SELECT message FROM word
WHERE account = :account AND token = :token AND message IN :messages[]
