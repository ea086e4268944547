-- name: event_insert
INSERT INTO event (account, at, kind, subject, facts)
VALUES (:account, :at, :kind, :subject, :facts)

-- name: event_after
SELECT id, at, kind, subject, facts FROM event
WHERE account = :account AND id > :number ORDER BY id LIMIT :rows

-- name: event_oldest
SELECT coalesce(min(id), 0) FROM event

-- name: event_newest
SELECT coalesce(max(id), 0) FROM event

-- The newest stays, however old: SQLite would give its number out again.
-- name: event_sweep
DELETE FROM event WHERE id IN (
  SELECT id FROM (SELECT id, at FROM event ORDER BY id LIMIT :rows) oldest
  WHERE at < :limit AND id < (SELECT max(id) FROM event))

-- name: happening_insert
INSERT INTO happening (id, account, at, kind, subject, facts)
VALUES (:id, :account, :at, :kind, :subject, :facts)

-- name: happening_find_all
SELECT id, account, at, kind, subject, facts FROM happening WHERE id IN :ids[]

-- name: happening_up
SELECT id, account, at, kind, subject, facts FROM happening
WHERE account = :account AND id > :behind ORDER BY account, id LIMIT :rows

-- name: happening_down
SELECT id, account, at, kind, subject, facts FROM happening
WHERE account = :account AND id < :behind ORDER BY account DESC, id DESC LIMIT :rows

-- The notices of what the next statement drops, dead letters, too.
-- name: happening_sweep_notices
DELETE FROM notice WHERE message IN (
  SELECT id FROM happening WHERE at < :limit ORDER BY at, id LIMIT :rows)

-- name: happening_sweep
DELETE FROM happening WHERE id IN (
  SELECT id FROM happening WHERE at < :limit ORDER BY at, id LIMIT :rows)
