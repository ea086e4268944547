-- Reading order of a notice's columns; NoticeReader reads them in this order.
-- name: notice_columns
message, sequence, dialect, lane, destination, status, at, fault, progress, attempts, due,
ended_at, answer

-- The first notice of a message: none is older.
-- name: notice_insert_first
INSERT INTO notice (message, destination, sequence, dialect, lane, status, at, fault, progress,
  attempts, ended_at, answer, due)
VALUES (:message, :destination, :sequence, :dialect, :lane, :status, :at, :fault, :progress,
  :attempts, :ended_at, :answer, :due)

-- Its due is dropped where an older one is open and has failed fewer than three times.
-- name: notice_insert
INSERT INTO notice (message, destination, sequence, dialect, lane, status, at, fault, progress,
  attempts, ended_at, answer, due)
VALUES (:message, :destination, :sequence, :dialect, :lane, :status, :at, :fault, :progress,
  :attempts, :ended_at, :answer,
  CASE WHEN EXISTS (
    SELECT 1 FROM notice o
    WHERE o.message = :message AND o.destination = :destination AND o.sequence < :sequence
      AND o.progress = 1 AND o.attempts < 3)
  THEN NULL ELSE CAST(:due AS BIGINT) END)

-- name: notice_update
UPDATE notice SET progress = :progress, attempts = :attempts, due = :due, ended_at = :ended_at,
  answer = :answer
WHERE message = :message AND destination = :destination AND sequence = :sequence

-- The next open one becomes due, unless it is already.
-- name: notice_free
UPDATE notice SET due = :at
WHERE message = :message AND destination = :destination AND due IS NULL AND sequence = (
  SELECT min(n.sequence) FROM notice n
  WHERE n.message = :message AND n.destination = :destination AND n.sequence > :sequence
    AND n.progress = 1)

-- name: notice_due
SELECT ${notice_columns} FROM notice
WHERE lane = :lane AND due <= :now AND progress = 1
ORDER BY due, message, sequence LIMIT :rows

-- Of one lane: what is due already, which may be very much, is passed over by the index.
-- name: notice_ahead
SELECT ${notice_columns} FROM notice
WHERE lane = :lane AND due > :untried AND progress = 1 AND (attempts = 0 OR due > :tried)
ORDER BY due DESC LIMIT :rows

-- name: notice_next_lane
SELECT min(lane) FROM notice WHERE progress = 1 AND lane > :lane

-- Ordered, so that it goes by the index: where most that is open is due, PostgreSQL would read the
-- table, told ones and all, until it finds one.
-- name: notice_any_due
SELECT 1 FROM notice WHERE lane = :lane AND due <= :now AND progress = 1 ORDER BY due LIMIT 1

-- name: notice_of
SELECT ${notice_columns} FROM notice WHERE message = :message
ORDER BY sequence, destination LIMIT :rows

-- name: notice_open_of
SELECT ${notice_columns} FROM notice WHERE message IN :messages[] AND progress = 1
ORDER BY message, sequence, destination LIMIT :rows

-- Those of which a try failed; the condition is that of the index, word for word.
-- name: notice_failed_next_lane
SELECT min(lane) FROM notice WHERE (attempts > 0 OR progress = 3) AND lane > :lane

-- name: notice_failed
SELECT ${notice_columns} FROM notice
WHERE lane = :lane AND (attempts > 0 OR progress = 3) AND message < :until
ORDER BY message DESC, sequence DESC LIMIT :rows

-- Where so many of them end.
-- name: notice_failed_end
SELECT message FROM notice
WHERE lane = :lane AND (attempts > 0 OR progress = 3) AND message > :behind AND message < :until
ORDER BY message LIMIT 1 OFFSET :rows

-- Those of them that were not told since.
-- name: notice_failed_stretch
SELECT ${notice_columns} FROM notice
WHERE lane = :lane AND (attempts > 0 OR progress = 3) AND message > :behind AND message <= :to
  AND message < :until AND progress <> 2
ORDER BY message, sequence

-- name: notice_stretch
SELECT ${notice_columns} FROM notice
WHERE lane = :lane AND message > :behind AND message <= :to AND message < :until
ORDER BY message, sequence

-- name: notice_stretch_all
SELECT ${notice_columns} FROM notice
WHERE message > :behind AND message <= :to AND message < :until
ORDER BY message, sequence

-- The first of them.
-- name: notice_failed_heads
SELECT message FROM notice
WHERE lane = :lane AND (attempts > 0 OR progress = 3) AND message > :behind AND message < :until
ORDER BY message LIMIT :rows

-- name: notice_open
SELECT count(*) FROM notice WHERE progress = 1

-- Where so many rows end, of messages made before a moment: what is swept is found by steps of a
-- bounded length, since those that stay may be very many.
-- name: notice_sweep_end
SELECT message FROM notice WHERE message > :from AND message < :until
ORDER BY message LIMIT 1 OFFSET :rows

-- name: notice_owed
SELECT count(*), min(at) FROM (
  SELECT at FROM notice WHERE lane = :lane AND progress = 1 ORDER BY due LIMIT :rows) counted

-- name: notice_count_due
SELECT count(*) FROM (
  SELECT 1 FROM notice WHERE lane = :lane AND due <= :now AND progress = 1 LIMIT :rows) counted

-- name: notice_next_due
SELECT due FROM notice WHERE lane = :lane AND progress = 1 AND due IS NOT NULL
ORDER BY due LIMIT 1

-- Told ones only: a dead letter stays. What was told before a moment is of a message made before.
-- name: notice_sweep
DELETE FROM notice
WHERE message > :from AND message <= :to AND progress = 2 AND ended_at < :limit
