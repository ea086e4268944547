-- Reading order of an order's columns; ErasureRows reads them in this order.
-- name: erasure_columns
e.id, e.account, e.reason, e.at, e.people, e.marks, e.erased, e.finished_at

-- name: erasure_insert
INSERT INTO erasure (id, account, reason, at, standing, people, marks, erased)
VALUES (:id, :account, :reason, :at, 1, :people, :marks, :erased)

-- name: erasure_find
SELECT ${erasure_columns} FROM erasure e WHERE e.id = :id

-- name: erasure_page
SELECT ${erasure_columns} FROM erasure e
WHERE e.account = :account AND (:any = 1 OR e.id < :below)
ORDER BY e.account DESC, e.id DESC LIMIT :rows

-- name: erasure_open
SELECT ${erasure_columns}, e.pending FROM erasure e
WHERE e.standing = 1 ORDER BY e.id LIMIT :rows

-- name: erasure_intend
UPDATE erasure SET pending = :pending WHERE id = :id

-- name: erasure_count
UPDATE erasure SET pending = NULL, erased = :erased WHERE id = :id

-- name: erasure_finish
UPDATE erasure SET standing = 2, people = NULL, pending = NULL, finished_at = :at,
  certificate = :certificate, signature = :signature
WHERE id = :id AND standing = 1

-- name: erasure_certificate
SELECT certificate, signature FROM erasure WHERE id = :id AND standing = 2

-- All messages, step by step: who wrote to whom.
-- name: erasure_ends
SELECT id, account, sender_kind, sender, recipient_kind, recipient FROM message
WHERE id > :after ORDER BY id LIMIT :rows

-- Who said something about being written to, and what shows it. Its hashes stay.
-- name: erasure_consents
UPDATE consent SET person = '', words = '', source = '', agent = '', actor = '', confirmation = ''
WHERE id IN (
  SELECT c.id FROM consent c
  WHERE c.mark = :mark AND c.account = :account AND c.person <> ''
  ORDER BY c.mark, c.id LIMIT :rows)

-- 5 and 'erased': Address.ERASED.
-- name: erasure_half_recipients
UPDATE half SET recipient_kind = 5, recipient = 'erased' WHERE id IN (
  SELECT id FROM half WHERE recipient_kind = :kind AND recipient = :address LIMIT :rows)

-- name: erasure_half_senders
UPDATE half SET sender_kind = 5, sender = 'erased' WHERE id IN (
  SELECT id FROM half WHERE sender_kind = :kind AND sender = :address LIMIT :rows)

-- name: signing_key
SELECT public_octets, sealed FROM signing_key

-- name: signing_key_add
INSERT INTO signing_key (id, public_octets, sealed) VALUES (1, :public_octets, :sealed)
ON CONFLICT (id) DO NOTHING

-- Receipts that wait and name a person.
-- name: half_of_person
SELECT h.id, h.verdict, h.at FROM half h
WHERE h.id > :after AND ((h.recipient_kind = :recipient_kind AND h.recipient = :recipient)
  OR (h.sender_kind = :sender_kind AND h.sender = :sender))
ORDER BY h.id LIMIT :rows
