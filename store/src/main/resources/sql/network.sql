-- Reading order of a row's columns; NetworkRows reads them in this order.
-- name: network_columns
n.mark, n.mcc, n.mnc, n.name, n.source, n.at

-- name: network_keep
INSERT INTO network (mark, mcc, mnc, name, source, at)
VALUES (:mark, :mcc, :mnc, :name, :source, :at)
ON CONFLICT (mark) DO UPDATE SET mcc = excluded.mcc, mnc = excluded.mnc, name = excluded.name,
  source = excluded.source, at = excluded.at
WHERE network.at <= excluded.at

-- name: network_of
SELECT ${network_columns} FROM network n WHERE n.mark = :mark

-- name: network_forget
DELETE FROM network WHERE mark = :mark

-- name: network_newest
SELECT ${network_columns} FROM network n ORDER BY n.at DESC, n.mark LIMIT :rows

-- name: network_count
SELECT count(*) FROM network

-- name: network_old
DELETE FROM network WHERE mark IN (
  SELECT mark FROM network WHERE at < :before ORDER BY at LIMIT :rows)

-- name: network_oldest
DELETE FROM network WHERE mark IN (SELECT mark FROM network ORDER BY at, mark LIMIT :rows)

-- name: network_key_add
INSERT INTO network_key (id, octets) VALUES (1, :octets) ON CONFLICT (id) DO NOTHING

-- name: network_key
SELECT octets FROM network_key
