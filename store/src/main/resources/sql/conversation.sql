-- What accounts and persons write to each other, and what is noted beside it.
-- name: conversation_columns
c.id, c.account, c.reach, c.sender, c.message, c.direction, c.channel, c.at, c.inbound, c.outbound,
c.heard, c.unread, c.state, c.assignee, c.labels, c.read_at, c.notes, c.created_at, c.updated_at,
c.rev

-- name: conversation_of_marks
SELECT c.mark, ${conversation_columns} FROM conversation c WHERE c.mark IN :marks[]

-- name: conversation_of_ids
SELECT c.mark, ${conversation_columns} FROM conversation c WHERE c.id IN :ids[]

-- name: conversation_of_meetings
SELECT c.mark, ${conversation_columns} FROM conversation c
WHERE c.mark IN :marks[] AND c.account = :account

-- name: conversation_find
SELECT ${conversation_columns} FROM conversation c WHERE c.id = :id AND c.account = :account

-- name: conversation_heard
SELECT c.heard FROM conversation c
WHERE c.mark = :mark AND c.account = :account AND c.reach = :reach AND c.sender = :sender

-- name: conversation_page
SELECT ${conversation_columns} FROM conversation c
WHERE c.account = :account AND (c.at, c.id) < (:at, :id)
ORDER BY c.at DESC, c.id DESC LIMIT :rows

-- name: conversation_page_of_person
SELECT ${conversation_columns} FROM conversation c
WHERE c.mark = :mark AND c.account = :account AND (c.at, c.id) < (:at, :id)
ORDER BY c.at DESC, c.id DESC LIMIT :rows

-- The messages that name the person may all be gone, or archived.
-- name: conversation_adrift
SELECT ${conversation_columns} FROM conversation c
WHERE c.id > :id
  AND NOT EXISTS (SELECT 1 FROM message m WHERE m.id = c.inbound)
  AND NOT EXISTS (SELECT 1 FROM message m WHERE m.id = c.outbound)
ORDER BY c.id LIMIT :rows

-- name: conversation_put
INSERT INTO conversation (
  mark, id, account, reach, sender, message, direction, channel, at, inbound, outbound, heard, unread,
  state, assignee, labels, read_at, notes, created_at, updated_at, rev)
VALUES (
  :mark, :id, :account, :reach, :sender, :message, :direction, :channel, :at, :inbound, :outbound,
  :heard, :unread, :state, :assignee, :labels, :read_at, :notes, :created_at, :updated_at, :rev)
ON CONFLICT (id) DO UPDATE SET
  message = excluded.message, direction = excluded.direction, channel = excluded.channel,
  at = excluded.at, inbound = excluded.inbound, outbound = excluded.outbound,
  heard = excluded.heard, unread = excluded.unread, state = excluded.state,
  assignee = excluded.assignee, labels = excluded.labels, read_at = excluded.read_at,
  notes = excluded.notes, updated_at = excluded.updated_at, rev = excluded.rev

-- name: conversation_drop
DELETE FROM conversation WHERE id = :id AND rev = :rev

-- name: conversation_unnoted
UPDATE conversation SET notes = 0, rev = rev + 1 WHERE account = :account AND notes > 0

-- name: conversation_ids_of_person
SELECT id FROM conversation WHERE mark = :mark AND account = :account LIMIT :rows

-- name: conversation_all_of_person
SELECT ${conversation_columns} FROM conversation c
WHERE c.mark = :mark AND c.account = :account ORDER BY c.id

-- name: conversation_erase
DELETE FROM conversation WHERE id = :id

-- name: note_put
INSERT INTO conversation_note (
  id, account, conversation, mark, author, words, created_at, updated_at)
VALUES (:id, :account, :conversation, :mark, :author, :words, :created_at, :updated_at)
ON CONFLICT (id) DO UPDATE SET words = excluded.words, updated_at = excluded.updated_at

-- name: note_drop
DELETE FROM conversation_note WHERE id = :id

-- name: note_find
SELECT n.id, n.conversation, n.author, n.words, n.created_at, n.updated_at FROM conversation_note n
WHERE n.id = :id AND n.conversation = :conversation AND n.account = :account

-- name: note_page
SELECT n.id, n.conversation, n.author, n.words, n.created_at, n.updated_at FROM conversation_note n
WHERE n.conversation = :conversation AND n.account = :account AND n.id < :id
ORDER BY n.id DESC LIMIT :rows

-- One conversation has at most 500.
-- name: notes_of
SELECT n.id, n.conversation, n.author, n.words, n.created_at, n.updated_at FROM conversation_note n
WHERE n.conversation = :conversation ORDER BY n.id

-- name: notes_drop
DELETE FROM conversation_note WHERE conversation = :conversation

-- name: notes_shred
DELETE FROM conversation_note WHERE account = :account
