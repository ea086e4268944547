-- What the index of messages is made of.
-- name: search_columns
m.id, m.account, m.status, m.direction, m.channel, m.test, m.accepted_at, m.sent_at, m.sender,
m.recipient, m.reference, m.tags

-- name: search_below
SELECT ${search_columns} FROM message m
WHERE m.id < :edge AND ${message_shown} ORDER BY m.id DESC LIMIT :rows

-- name: search_from
SELECT ${search_columns} FROM message m
WHERE m.id >= :floor AND ${message_shown} ORDER BY m.id LIMIT :rows

-- name: search_highest
SELECT id FROM message ORDER BY id DESC LIMIT 1

-- name: search_standings
SELECT id, status, sent_at FROM message WHERE id IN :ids[]

-- name: search_mark
SELECT octets FROM search_mark WHERE id = 1

-- name: search_mark_put
INSERT INTO search_mark (id, octets) VALUES (1, :octets)
ON CONFLICT (id) DO UPDATE SET octets = excluded.octets

-- name: search_erased
SELECT account, id FROM search_erased LIMIT :rows

-- A message leaves its table by the same transaction.
-- name: search_note
INSERT INTO search_erased (account, id) VALUES (:account, :id) ON CONFLICT (id) DO NOTHING

-- name: search_forget
DELETE FROM search_erased WHERE id = :id
