-- Reading order of a row's columns; AttemptReader reads them in this order.
-- name: attempt_columns
id, account, endpoint, message, sequence, at, took, told, answer, why, next, exchange

-- name: attempt_insert
INSERT INTO attempt (account, endpoint, message, sequence, at, took, told, answer, why, next,
  exchange)
VALUES (:account, :endpoint, :message, :sequence, :at, :took, :told, :answer, :why, :next,
  :exchange)

-- name: attempt_of_endpoint
SELECT ${attempt_columns} FROM attempt
WHERE endpoint = :endpoint AND account = :account AND id < :before
ORDER BY id DESC LIMIT :rows

-- name: attempt_of_notice
SELECT ${attempt_columns} FROM attempt
WHERE message = :message AND sequence = :sequence AND id < :before
ORDER BY id DESC LIMIT :rows

-- name: attempt_of_message
SELECT ${attempt_columns} FROM attempt WHERE message = :message ORDER BY id DESC LIMIT :rows

-- name: attempt_last
SELECT id, at FROM attempt
WHERE endpoint = :endpoint AND account = :account AND told = :told
ORDER BY id DESC LIMIT 1

-- name: attempt_failing
SELECT at FROM attempt
WHERE endpoint = :endpoint AND account = :account AND told = 0 AND id > :after
ORDER BY id LIMIT :rows

-- What was said in tries to tell of a message is not kept longer than the message's own words.
-- name: attempt_blot
UPDATE attempt SET exchange = NULL WHERE message = :message AND exchange IS NOT NULL

-- name: message_erase_attempts
DELETE FROM attempt WHERE message = :message

-- The newest stays, however old: SQLite would give its number out again.
-- name: attempt_sweep
DELETE FROM attempt WHERE id IN (
  SELECT id FROM (SELECT id, at FROM attempt ORDER BY id LIMIT :rows) oldest
  WHERE at < :limit AND id < (SELECT max(id) FROM attempt))

-- name: attempt_trim
DELETE FROM attempt WHERE id IN (
  SELECT id FROM attempt WHERE id <= (SELECT max(id) FROM attempt) - :kept ORDER BY id LIMIT :rows)
