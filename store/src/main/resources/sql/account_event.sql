-- Reading order of a row's columns; AccountEventRows reads them in this order.
-- name: account_event_columns
e.id, e.account, e.kind, e.at, e.facts, e.progress, e.attempts, e.due, e.ended, e.answer, e.over_at

-- name: account_event_raise
INSERT INTO account_event (id, account, kind, at, facts, progress, attempts, due, ended, answer)
VALUES (:id, :account, :kind, :at, :facts, :progress, :attempts, :due, :ended, :answer)
ON CONFLICT (account, kind) WHERE over_at IS NULL DO NOTHING

-- name: account_event_end
UPDATE account_event SET over_at = :at
WHERE account = :account AND kind = :kind AND over_at IS NULL

-- name: account_event_told
UPDATE account_event SET progress = :progress, attempts = :attempts, due = :due, ended = :ended,
  answer = :answer
WHERE id = :id

-- name: account_event_find
SELECT ${account_event_columns} FROM account_event e WHERE e.id = :id

-- name: account_event_standing
SELECT ${account_event_columns} FROM account_event e
WHERE e.account = :account AND e.kind = :kind AND e.over_at IS NULL

-- name: account_event_due
SELECT ${account_event_columns} FROM account_event e
WHERE e.due IS NOT NULL AND (e.due <= :now OR e.due > :beyond)
ORDER BY e.due, e.id LIMIT :rows

-- name: account_event_page
SELECT ${account_event_columns} FROM account_event e
WHERE e.account = :account AND (:first = 1 OR e.id < :behind)
ORDER BY e.id DESC LIMIT :rows

-- name: account_event_sweep
DELETE FROM account_event WHERE id IN (
  SELECT id FROM account_event WHERE over_at < :before AND due IS NULL LIMIT :rows)
