-- Reading order of a block's columns; ArchiveBlock reads them in this order.
-- name: archive_columns
b.id, b.day, b.place, b.octets, b.digest, b.first_id, b.last_id, b.messages

-- name: archive_nearest
SELECT ${archive_columns}
FROM archive_block b JOIN archive_file f ON f.day = b.day
WHERE b.first_id <= :id AND b.first_id >= :earliest AND b.gone = 0 AND f.leaving = 0
ORDER BY b.first_id DESC, b.id DESC LIMIT 1

-- A block spans an hour at most, so its first id is not far from any of its ids.
-- name: archive_holding
SELECT ${archive_columns}
FROM archive_block b JOIN archive_file f ON f.day = b.day
WHERE b.first_id <= :id AND b.first_id >= :earliest AND b.last_id >= :id AND b.gone = 0
  AND f.leaving = 0
ORDER BY b.first_id DESC, b.id

-- All of them whose ids may stand between two, step by step, in the order of their first ids.
-- name: archive_between
SELECT ${archive_columns}
FROM archive_block b JOIN archive_file f ON f.day = b.day
WHERE b.first_id >= :earliest AND b.first_id < :until AND b.last_id >= :from AND b.gone = 0
  AND f.leaving = 0 AND (b.first_id > :after OR (b.first_id = :after AND b.id > :after_block))
  AND (:any_account = 1 OR b.accounts = '' OR b.accounts LIKE :account)
ORDER BY b.first_id, b.id LIMIT :rows

-- name: archive_files
SELECT day, octets, leaving FROM archive_file ORDER BY day

-- name: archive_end
SELECT octets FROM archive_file WHERE day = :day

-- name: archive_any
SELECT 1 FROM archive_file LIMIT 1

-- name: archive_file_put
INSERT INTO archive_file (day, octets, leaving) VALUES (:day, :octets, 0)
ON CONFLICT (day) DO UPDATE SET octets = excluded.octets

-- name: archive_block_put
INSERT INTO archive_block (day, place, octets, digest, first_id, last_id, messages, accounts, gone)
VALUES (:day, :place, :octets, :digest, :first_id, :last_id, :messages, :accounts, 0)

-- name: archive_block_gone
UPDATE archive_block SET gone = 1 WHERE id = :id

-- name: archive_gone
SELECT ${archive_columns} FROM archive_block b WHERE b.gone = 1 ORDER BY b.id LIMIT :rows

-- name: archive_block_delete
DELETE FROM archive_block WHERE id = :id

-- name: archive_file_leaves
UPDATE archive_file SET leaving = 1 WHERE day = :day

-- name: archive_blocks_of_day_delete
DELETE FROM archive_block WHERE id IN (
  SELECT id FROM archive_block WHERE day = :day LIMIT :rows)

-- name: archive_file_delete
DELETE FROM archive_file WHERE day = :day

-- name: archive_sums
SELECT count(*), coalesce(sum(messages), 0), coalesce(sum(octets), 0)
FROM archive_block WHERE gone = 0

-- What may leave, by id.
-- name: archive_candidates
SELECT ${message_columns}
FROM (SELECT * FROM message WHERE id > :id AND id < :until ORDER BY id LIMIT :rows) m
LEFT JOIN leg l ON m.legs > 0 AND l.message = m.id
ORDER BY m.id, l.part

-- name: archive_notices
SELECT ${notice_columns} FROM notice WHERE message >= :first AND message <= :last
ORDER BY message, sequence, destination LIMIT :rows

-- name: archive_traces
SELECT message, at, kind, detail FROM trace WHERE message >= :first AND message <= :last
ORDER BY message, at, id LIMIT :rows

-- name: archive_revs
SELECT id, rev FROM message WHERE id >= :first AND id <= :last

-- name: archive_beside
SELECT (SELECT count(*) FROM notice WHERE message >= :first AND message <= :last),
  (SELECT count(*) FROM trace WHERE message >= :first AND message <= :last)

-- name: archive_open
SELECT DISTINCT message FROM notice
WHERE message >= :first AND message <= :last AND progress = 1
