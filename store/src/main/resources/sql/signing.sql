-- Reading order of a session's columns; SigningReader reads them in this order.
-- name: session_columns
id, person, account, sha256, created, expires, seen, address, browser

-- name: session_insert
INSERT INTO session (id, person, account, sha256, created, expires, seen, address, browser)
VALUES (:id, :person, :account, :sha256, :created, :expires, :seen, :address, :browser)

-- name: session_delete
DELETE FROM session WHERE id = :id

-- name: session_seen
UPDATE session SET seen = :seen, address = :address WHERE id = :id AND seen < :before

-- name: session_find
SELECT ${session_columns} FROM session WHERE sha256 = :sha256

-- name: session_of_person
SELECT ${session_columns} FROM session WHERE person = :person
ORDER BY created DESC, id DESC LIMIT :rows

-- name: session_sweep
DELETE FROM session WHERE sha256 IN (
  SELECT sha256 FROM session WHERE expires < :limit ORDER BY expires LIMIT :rows)

-- name: key_use_put
INSERT INTO key_use (key, at, address) VALUES (:key, :at, :address)
ON CONFLICT (key) DO UPDATE SET at = excluded.at, address = excluded.address
WHERE key_use.at < excluded.at

-- name: key_use_of
SELECT key, at, address FROM key_use WHERE key IN :keys[]
