-- Reading order of a half's columns; HalfReader reads them in this order.
-- name: half_columns
h.carrier, h.far_id, h.reference, h.sender_kind, h.sender, h.recipient_kind, h.recipient,
h.verdict, h.code, h.network, h.at

-- name: half_insert
INSERT INTO half (carrier, far_id, reference, sender_kind, sender, recipient_kind, recipient,
  verdict, code, network, at)
VALUES (:carrier, :far_id, :reference, :sender_kind, :sender, :recipient_kind, :recipient,
  :verdict, :code, :network, :at)

-- name: half_delete
DELETE FROM half WHERE carrier = :carrier AND far_id = :far_id

-- name: half_newest
SELECT ${half_columns} FROM half h ORDER BY h.at DESC, h.id DESC LIMIT :rows

-- name: half_matchable
SELECT ${half_columns} FROM half h
WHERE h.far_id <> '' AND (
  EXISTS (
    SELECT 1 FROM message m
    WHERE m.carrier = h.carrier AND m.far_id = h.far_id AND m.far_id IS NOT NULL)
  OR EXISTS (
    SELECT 1 FROM leg l
    WHERE l.carrier = h.carrier AND l.far_id = h.far_id AND l.far_id IS NOT NULL))
ORDER BY h.at, h.id LIMIT :rows

-- name: half_older
SELECT ${half_columns} FROM half h WHERE h.at < :moment ORDER BY h.at, h.id LIMIT :rows

-- name: half_count
SELECT count(*) FROM half

-- name: half_sweep
DELETE FROM half WHERE id IN (
  SELECT id FROM half WHERE at < :limit ORDER BY at LIMIT :rows)
