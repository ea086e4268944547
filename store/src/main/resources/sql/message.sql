-- Reading order of a message's columns; MessageRow reads them in this order.
-- name: message_columns
m.id, m.account, m.direction, m.channel, m.sender_kind, m.sender, m.recipient_kind, m.recipient,
m.content, m.purpose, m.priority, m.wants_receipt, m.validity, m.send_at, m.callback,
m.callback_events, m.encoding, m.segments, m.price, m.currency, m.dialect, m.form, m.region,
m.test, m.reference, m.tags, m.keepsake, m.decision, m.status, m.accepted_at, m.updated_at, m.sending_at, m.sent_at,
m.delivered_at, m.ended_at, m.read_at, m.fault, m.carrier_code, m.carrier, m.network, m.country,
m.cost, m.lane, m.flow, m.waits_for, m.due, m.attempts, m.doubts, m.refused_by, m.run, m.rev,
m.notices,
m.leg_standing, m.leg_reference, m.far_id, m.legs, l.part, l.standing, l.reference, l.far_id

-- Not those whose person was erased. 5 and 'erased': Address.ERASED.
-- name: message_shown
NOT (m.recipient_kind = 5 AND m.recipient = 'erased')
  AND NOT (m.sender_kind = 5 AND m.sender = 'erased')

-- A message as accept makes it: what it does not name is still as the table has it by default.
-- name: message_insert_fresh
INSERT INTO message (id, account, direction, channel, sender_kind, sender, recipient_kind,
  recipient, content, purpose, priority, wants_receipt, callback, callback_events, encoding,
  segments, price, currency, dialect, form, reference, decision, status, accepted_at, updated_at,
  sending_at, carrier, country, lane, flow, waits_for, due, run, rev, notices, leg_standing,
  leg_reference)
VALUES (:id, :account, :direction, :channel, :sender_kind, :sender, :recipient_kind,
  :recipient, :content, :purpose, :priority, :wants_receipt, :callback, :callback_events, :encoding,
  :segments, :price, :currency, :dialect, :form, :reference, :decision, :status, :accepted_at,
  :updated_at, :sending_at, :carrier, :country, :lane, :flow, :waits_for, :due, :run, :rev,
  :notices, :leg_standing, :leg_reference)

-- name: message_insert
INSERT INTO message (id, account, direction, channel, sender_kind, sender, recipient_kind,
  recipient, content, purpose, priority, wants_receipt, validity, send_at, callback,
  callback_events, encoding, segments, price, currency, dialect, form, region, test, reference, tags, keepsake,
  decision, status, accepted_at, updated_at, sending_at, sent_at, delivered_at, ended_at, read_at,
  fault, carrier_code, carrier, network, country, cost, lane, flow, waits_for, due, attempts, doubts,
  refused_by, run, rev, notices, leg_standing, leg_reference, far_id, legs)
VALUES (:id, :account, :direction, :channel, :sender_kind, :sender, :recipient_kind,
  :recipient, :content, :purpose, :priority, :wants_receipt, :validity, :send_at, :callback,
  :callback_events, :encoding, :segments, :price, :currency, :dialect, :form, :region, :test, :reference, :tags,
  :keepsake, :decision, :status, :accepted_at, :updated_at, :sending_at, :sent_at, :delivered_at,
  :ended_at, :read_at, :fault, :carrier_code, :carrier, :network, :country, :cost, :lane, :flow,
  :waits_for, :due, :attempts, :doubts, :refused_by, :run, :rev, :notices, :leg_standing, :leg_reference,
  :far_id, :legs)

-- The changes that make up a common life, each naming only what it moves: a column that is not
-- named costs no index. The first whose columns cover a change is taken.
-- name: message_update_claimed
UPDATE message SET status = :status, updated_at = :updated_at, sending_at = :sending_at,
  carrier = :carrier, lane = :lane, waits_for = :waits_for, due = :due, run = :run,
  leg_standing = :leg_standing, leg_reference = :leg_reference, rev = :rev, notices = :notices
WHERE id = :id AND rev = :rev_before

-- name: message_update_sent
UPDATE message SET status = :status, updated_at = :updated_at, sent_at = :sent_at,
  waits_for = :waits_for, due = :due, leg_standing = :leg_standing, far_id = :far_id, cost = :cost,
  rev = :rev, notices = :notices
WHERE id = :id AND rev = :rev_before

-- name: message_update_delivered
UPDATE message SET status = :status, updated_at = :updated_at, delivered_at = :delivered_at,
  waits_for = :waits_for, leg_standing = :leg_standing, carrier_code = :carrier_code,
  network = :network, rev = :rev, notices = :notices
WHERE id = :id AND rev = :rev_before

-- name: message_update_sent_delivered
UPDATE message SET status = :status, updated_at = :updated_at, sent_at = :sent_at,
  delivered_at = :delivered_at, waits_for = :waits_for, due = :due, leg_standing = :leg_standing,
  far_id = :far_id, carrier_code = :carrier_code, network = :network, cost = :cost, rev = :rev,
  notices = :notices
WHERE id = :id AND rev = :rev_before

-- name: message_update_waiting
UPDATE message SET updated_at = :updated_at, fault = :fault, carrier_code = :carrier_code,
  waits_for = :waits_for, due = :due, attempts = :attempts, doubts = :doubts,
  leg_standing = :leg_standing, rev = :rev
WHERE id = :id AND rev = :rev_before

-- name: message_update
UPDATE message SET status = :status, updated_at = :updated_at, sending_at = :sending_at,
  sent_at = :sent_at, delivered_at = :delivered_at, ended_at = :ended_at, read_at = :read_at,
  fault = :fault, carrier_code = :carrier_code, carrier = :carrier, network = :network,
  country = :country, cost = :cost, lane = :lane, flow = :flow, waits_for = :waits_for, due = :due,
  attempts = :attempts, doubts = :doubts, refused_by = :refused_by, run = :run, rev = :rev,
  notices = :notices, leg_standing = :leg_standing, leg_reference = :leg_reference, far_id = :far_id, legs = :legs
WHERE id = :id AND rev = :rev_before

-- What message_update names, and what can be blotted out.
-- name: message_update_redacted
UPDATE message SET content = :content, keepsake = :keepsake, status = :status,
  updated_at = :updated_at, sending_at = :sending_at, sent_at = :sent_at,
  delivered_at = :delivered_at, ended_at = :ended_at, read_at = :read_at, fault = :fault,
  carrier_code = :carrier_code, carrier = :carrier, network = :network, country = :country,
  cost = :cost, lane = :lane, flow = :flow, waits_for = :waits_for, due = :due, attempts = :attempts,
  doubts = :doubts, refused_by = :refused_by, run = :run, rev = :rev, notices = :notices, leg_standing = :leg_standing,
  leg_reference = :leg_reference, far_id = :far_id, legs = :legs
WHERE id = :id AND rev = :rev_before

-- What message_update_redacted names, and what other words or terms change.
-- name: message_update_rewritten
UPDATE message SET content = :content, keepsake = :keepsake, encoding = :encoding,
  segments = :segments, price = :price, validity = :validity, send_at = :send_at,
  callback = :callback, callback_events = :callback_events, status = :status,
  updated_at = :updated_at, sending_at = :sending_at, sent_at = :sent_at,
  delivered_at = :delivered_at, ended_at = :ended_at, read_at = :read_at, fault = :fault,
  carrier_code = :carrier_code, carrier = :carrier, network = :network, country = :country,
  cost = :cost, lane = :lane, flow = :flow, waits_for = :waits_for, due = :due, attempts = :attempts,
  doubts = :doubts, refused_by = :refused_by, run = :run, rev = :rev, notices = :notices, leg_standing = :leg_standing,
  leg_reference = :leg_reference, far_id = :far_id, legs = :legs
WHERE id = :id AND rev = :rev_before

-- What message_update_rewritten names, and what names a person.
-- name: message_update_erased
UPDATE message SET sender_kind = :sender_kind, sender = :sender,
  recipient_kind = :recipient_kind, recipient = :recipient, reference = :reference, tags = :tags,
  content = :content, keepsake = :keepsake, encoding = :encoding,
  segments = :segments, price = :price, validity = :validity, send_at = :send_at,
  callback = :callback, callback_events = :callback_events, status = :status,
  updated_at = :updated_at, sending_at = :sending_at, sent_at = :sent_at,
  delivered_at = :delivered_at, ended_at = :ended_at, read_at = :read_at, fault = :fault,
  carrier_code = :carrier_code, carrier = :carrier, network = :network, country = :country,
  lane = :lane, flow = :flow, waits_for = :waits_for, due = :due, attempts = :attempts,
  doubts = :doubts, refused_by = :refused_by, run = :run, rev = :rev, notices = :notices, leg_standing = :leg_standing,
  leg_reference = :leg_reference, far_id = :far_id, legs = :legs
WHERE id = :id AND rev = :rev_before

-- name: message_erase
DELETE FROM message WHERE id = :id AND rev = :rev_before

-- name: message_erase_legs
DELETE FROM leg WHERE message = :id

-- name: message_erase_notices
DELETE FROM notice WHERE message = :id

-- name: message_erase_trace
DELETE FROM trace WHERE message = :id

-- name: message_any
SELECT 1 FROM message LIMIT 1

-- name: message_find
SELECT ${message_columns}
FROM message m LEFT JOIN leg l ON m.legs > 0 AND l.message = m.id
WHERE m.id = :id
ORDER BY l.part

-- name: message_find_all
SELECT ${message_columns}
FROM message m LEFT JOIN leg l ON m.legs > 0 AND l.message = m.id
WHERE m.id IN :ids[]
ORDER BY m.id, l.part

-- All of them, step by step.
-- name: message_after
SELECT ${message_columns}
FROM (SELECT * FROM message WHERE id > :id ORDER BY id LIMIT :rows) m
LEFT JOIN leg l ON m.legs > 0 AND l.message = m.id
ORDER BY m.id, l.part

-- name: message_by_far_ids
SELECT ${message_columns}
FROM message m LEFT JOIN leg l ON m.legs > 0 AND l.message = m.id
WHERE m.carrier = :carrier AND m.far_id IN :far_ids[] AND m.far_id IS NOT NULL
ORDER BY m.id, l.part

-- name: message_by_leg_far_ids
SELECT ${message_columns}
FROM (
  SELECT DISTINCT message FROM leg
  WHERE carrier = :carrier AND far_id IN :far_ids[] AND far_id IS NOT NULL) f
JOIN message m ON m.id = f.message
LEFT JOIN leg l ON l.message = m.id
ORDER BY m.id, l.part

-- 1 to 4, 8, 9, 11 and 12: turn, schedule, retry, throttle, quiet hours, caps, an account that may
-- send again (what waits for that is due when its time is over), how often a person is written to.
-- name: message_due
SELECT ${message_columns}
FROM (
  SELECT * FROM message
  WHERE lane = :lane AND priority = :priority AND due <= :now AND due IS NOT NULL
    AND waits_for IN (1, 2, 3, 4, 8, 9, 11, 12)
  ORDER BY due, id LIMIT :rows) m
LEFT JOIN leg l ON m.legs > 0 AND l.message = m.id
ORDER BY m.due, m.id, l.part

-- The lane after another, by key: leaps from lane to lane instead of reading all that waits.
-- name: message_next_lane
SELECT min(lane) FROM message WHERE due IS NOT NULL AND lane > :lane

-- name: message_any_due
SELECT 1 FROM message
WHERE lane = :lane AND priority = :priority AND due <= :now AND due IS NOT NULL
  AND waits_for IN (1, 2, 3, 4, 8, 9, 11, 12)
LIMIT 1

-- name: message_claimed_by_others
SELECT ${message_columns}
FROM (
  SELECT * FROM message WHERE due IS NOT NULL AND waits_for = 5 AND run <> :run
  ORDER BY due, id LIMIT :rows) m
LEFT JOIN leg l ON m.legs > 0 AND l.message = m.id
ORDER BY m.due, m.id, l.part

-- 10: our answer. What waits for it stands in no lane.
-- name: message_unanswered
SELECT ${message_columns}
FROM (
  SELECT * FROM message WHERE lane IS NULL AND due IS NOT NULL AND waits_for = 10
  ORDER BY due, id LIMIT :rows) m
LEFT JOIN leg l ON m.legs > 0 AND l.message = m.id
ORDER BY m.due, m.id, l.part

-- The account after another whose messages wait until it may send again (11), by key.
-- name: message_next_suspended
SELECT min(account) FROM message WHERE waits_for = 11 AND account > :account

-- name: message_suspended
SELECT ${message_columns}
FROM (
  SELECT * FROM message WHERE waits_for = 11 AND account = :account ORDER BY id LIMIT :rows) m
LEFT JOIN leg l ON m.legs > 0 AND l.message = m.id
ORDER BY m.id, l.part

-- name: message_doubted
SELECT ${message_columns}
FROM (
  SELECT * FROM message WHERE due <= :until AND waits_for = 6 ORDER BY due, id LIMIT :rows) m
LEFT JOIN leg l ON m.legs > 0 AND l.message = m.id
ORDER BY m.due, m.id, l.part

-- 1, 3, 4, 6, 8, 9 and 12: turn, retry, throttle, doubt, quiet hours, caps, how often a person is
-- written to. Asked seldom, it reads all that waits.
-- name: message_ahead
SELECT ${message_columns}
FROM (
  SELECT * FROM message
  WHERE due > :now AND due IS NOT NULL AND waits_for IN (1, 3, 4, 6, 8, 9, 12)
  ORDER BY due DESC, id DESC LIMIT :rows) m
LEFT JOIN leg l ON m.legs > 0 AND l.message = m.id
ORDER BY m.due DESC, m.id DESC, l.part

-- 7: receipt. By the time that ids begin with.
-- name: message_unreported
SELECT ${message_columns}
FROM (
  SELECT * FROM message WHERE id >= :first AND id < :last AND waits_for = 7
  ORDER BY id LIMIT :rows) m
LEFT JOIN leg l ON m.legs > 0 AND l.message = m.id
ORDER BY m.id, l.part

-- name: message_waiting
SELECT lane, count(*) FROM message
WHERE due IS NOT NULL AND lane IS NOT NULL AND waits_for IN (1, 2, 3, 4, 8, 9, 12)
GROUP BY lane

-- name: leg_put
INSERT INTO leg (message, part, standing, reference, carrier, far_id)
VALUES (:message, :part, :standing, :reference, :carrier, :far_id)
ON CONFLICT (message, part) DO UPDATE SET standing = excluded.standing,
  reference = excluded.reference, carrier = excluded.carrier, far_id = excluded.far_id

-- name: leg_clear
DELETE FROM leg WHERE message = :message AND part > :part
