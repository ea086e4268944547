-- What an account sent and received, read in steps: a step is the ids between two edges, so that a
-- filter which few pass never makes one long read. What is not asked for comes with a value that
-- everything passes; sets are bits, by the codes of their values.
-- name: history_where
m.account = :account AND m.id >= :floor AND m.id < :ceiling
  AND NOT (m.recipient_kind = 5 AND m.recipient = 'erased')
  AND NOT (m.sender_kind = 5 AND m.sender = 'erased')
  AND (:directions >> m.direction) & 1 = 1 AND (:channels >> m.channel) & 1 = 1
  AND (:statuses >> m.status) & 1 = 1
  AND lower(m.sender) LIKE :sender ESCAPE '\' AND lower(m.recipient) LIKE :recipient ESCAPE '\'
  AND m.accepted_at >= :accepted_from AND m.accepted_at < :accepted_until
  AND CASE m.direction WHEN 2 THEN m.accepted_at ELSE coalesce(m.sent_at, :never) END >= :sent_from
  AND CASE m.direction WHEN 2 THEN m.accepted_at ELSE coalesce(m.sent_at, :never) END < :sent_until
  AND (:any_reference = 1 OR m.reference = :reference) AND (:lives >> m.test) & 1 = 1

-- name: history_edge_down
SELECT id FROM message WHERE account = :account AND id >= :floor AND id < :ceiling
ORDER BY account DESC, id DESC LIMIT 1 OFFSET :leap

-- name: history_edge_up
SELECT id FROM message WHERE account = :account AND id >= :floor AND id < :ceiling
ORDER BY account, id LIMIT 1 OFFSET :leap

-- name: history_down
SELECT ${message_columns}
FROM (
  SELECT m.* FROM message m WHERE ${history_where}
  ORDER BY m.id DESC LIMIT :rows) m
LEFT JOIN leg l ON m.legs > 0 AND l.message = m.id
ORDER BY m.id DESC, l.part

-- name: history_up
SELECT ${message_columns}
FROM (
  SELECT m.* FROM message m WHERE ${history_where}
  ORDER BY m.id LIMIT :rows) m
LEFT JOIN leg l ON m.legs > 0 AND l.message = m.id
ORDER BY m.id, l.part

-- name: history_count
SELECT count(*) FROM message m WHERE ${history_where}

-- Messages that the index found.
-- name: history_these
SELECT ${message_columns}
FROM message m
LEFT JOIN leg l ON m.legs > 0 AND l.message = m.id
WHERE m.id IN :ids[]
ORDER BY m.id, l.part

-- What orders messages.
-- name: history_sorted
SELECT id, sender, recipient, direction, status, price FROM message WHERE id IN :ids[]

-- name: history_worded
SELECT id, account, content FROM message WHERE id IN :ids[]

-- The first and the last id of an account.
-- name: history_first
SELECT id FROM message WHERE account = :account ORDER BY account, id LIMIT 1

-- name: history_last
SELECT id FROM message WHERE account = :account ORDER BY account DESC, id DESC LIMIT 1
