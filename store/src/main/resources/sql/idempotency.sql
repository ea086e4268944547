-- name: idempotency_find
SELECT account, word, position, hash, message FROM idempotency
WHERE any{account = :account AND word = :word AND position = :position}

-- name: idempotency_insert
INSERT INTO idempotency (account, word, position, hash, message, at)
VALUES (:account, :word, :position, :hash, :message, :at)

-- name: idempotency_sweep
DELETE FROM idempotency WHERE (account, word, position) IN (
  SELECT account, word, position FROM idempotency WHERE at < :limit ORDER BY at LIMIT :rows)
