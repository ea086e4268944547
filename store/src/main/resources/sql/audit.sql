-- name: audit_head
SELECT number, hash FROM audit_head WHERE id = 1

-- name: audit_head_put
INSERT INTO audit_head (id, number, hash) VALUES (1, :number, :hash)
ON CONFLICT (id) DO UPDATE SET number = excluded.number, hash = excluded.hash

-- name: audit_add
INSERT INTO audit (number, account, at, kind, name, body, hash)
VALUES (:number, :account, :at, :kind, :name, :body, :hash)

-- name: audit_where
account = :account AND number > :floor AND number < :ceiling
  AND (:any_kind = 1 OR kind = :kind) AND (:any_name = 1 OR name = :name)
  AND at >= :from AND at < :until

-- name: audit_down
SELECT body FROM audit WHERE ${audit_where} ORDER BY account DESC, number DESC LIMIT :rows

-- name: audit_up
SELECT body FROM audit WHERE ${audit_where} ORDER BY account, number LIMIT :rows

-- name: audit_after
SELECT number, account, at, kind, name, body, hash FROM audit WHERE number > :number
ORDER BY number LIMIT :rows
