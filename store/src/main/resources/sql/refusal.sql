-- Reading order of a refusal's columns; RefusalReader reads them in this order.
-- name: refusal_insert
INSERT INTO refusal (account, request, position, dialect, channel, sender, recipient, fault, field,
  detail, checks, at)
VALUES (:account, :request, :position, :dialect, :channel, :sender, :recipient, :fault, :field,
  :detail, :checks, :at)

-- name: refusal_of_request
SELECT position, dialect, channel, sender, recipient, fault, field, detail, checks, at
FROM refusal WHERE account = :account AND request = :request ORDER BY position, id LIMIT :rows

-- name: refusal_sweep
DELETE FROM refusal WHERE id IN (
  SELECT id FROM refusal WHERE at < :limit ORDER BY at LIMIT :rows)

-- name: refusal_trim
DELETE FROM refusal WHERE id IN (
  SELECT id FROM refusal WHERE id <= (SELECT max(id) FROM refusal) - :kept ORDER BY id LIMIT :rows)
