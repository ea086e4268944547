-- Reading order of a job's columns; ReplayReader reads them in this order.
-- name: replay_columns
r.id, r.account, r.lane, r.failed, r.since, r.until, r.kinds, r.url, r.at, r.state,
r.behind, r.queued, r.owed, r.resting, r.started_at, r.ended_at, r.reason

-- name: replay_put
INSERT INTO replay (id, account, lane, failed, since, until, kinds, at, state, behind, queued,
  owed, started_at, ended_at, reason, url, resting)
VALUES (:id, :account, :lane, :failed, :since, :until, :kinds, :at, :state, :behind, :queued,
  :owed, :started_at, :ended_at, :reason, :url, :resting)
ON CONFLICT (id) DO UPDATE SET state = excluded.state, behind = excluded.behind,
  queued = excluded.queued, owed = excluded.owed, started_at = excluded.started_at,
  ended_at = excluded.ended_at, reason = excluded.reason,
  resting = excluded.resting

-- name: replay_find
SELECT ${replay_columns} FROM replay r WHERE r.id = :id

-- name: replay_page
SELECT ${replay_columns} FROM replay r
WHERE r.lane = :lane AND r.account = :account AND (:any = 1 OR r.id < :below)
ORDER BY r.lane DESC, r.id DESC LIMIT :rows

-- name: replay_open
SELECT ${replay_columns} FROM replay r WHERE r.ended_at IS NULL ORDER BY r.id LIMIT :rows

-- name: replay_sweep
DELETE FROM replay WHERE id IN (
  SELECT r.id FROM replay r WHERE r.ended_at < :limit ORDER BY r.ended_at LIMIT :rows)
