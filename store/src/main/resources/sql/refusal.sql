-- Reading order of a refusal's columns; RefusalReader reads them in this order.
-- name: refusal_insert
INSERT INTO refusal (account, request, position, dialect, channel, sender, recipient, fault, field,
  detail, checks, at)
VALUES (:account, :request, :position, :dialect, :channel, :sender, :recipient, :fault, :field,
  :detail, :checks, :at)

-- name: refusal_of_request
SELECT request, position, dialect, channel, sender, recipient, fault, field, detail, checks, at
FROM refusal WHERE account = :account AND request = :request ORDER BY position, id LIMIT :rows

-- name: refusal_place
SELECT id FROM refusal WHERE account = :account AND request = :request AND position = :position
ORDER BY id LIMIT 1

-- What was refused of an account is read in steps, as its messages are: a step is the ids between
-- two edges, so that a fault which few have never makes one long read.
-- name: refusal_edge_down
SELECT id FROM refusal WHERE account = :account AND id >= :floor AND id < :ceiling
ORDER BY account DESC, id DESC LIMIT 1 OFFSET :leap

-- name: refusal_edge_up
SELECT id FROM refusal WHERE account = :account AND id >= :floor AND id < :ceiling
ORDER BY account, id LIMIT 1 OFFSET :leap

-- name: refusal_where
account = :account AND id >= :floor AND id < :ceiling
  AND (:any_fault = 1 OR fault = :fault) AND at >= :from AND at < :until

-- name: refusal_down
SELECT request, position, dialect, channel, sender, recipient, fault, field, detail, checks, at
FROM refusal WHERE ${refusal_where} ORDER BY account DESC, id DESC LIMIT :rows

-- name: refusal_up
SELECT request, position, dialect, channel, sender, recipient, fault, field, detail, checks, at
FROM refusal WHERE ${refusal_where} ORDER BY account, id LIMIT :rows

-- name: refusal_sweep
DELETE FROM refusal WHERE id IN (
  SELECT id FROM refusal WHERE at < :limit ORDER BY at LIMIT :rows)

-- name: refusal_trim
DELETE FROM refusal WHERE id IN (
  SELECT id FROM refusal WHERE id <= (SELECT max(id) FROM refusal) - :kept ORDER BY id LIMIT :rows)
