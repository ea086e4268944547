-- Reading order of a record's columns; ConsentReader reads them in this order.
-- name: consent_columns
c.id, c.account, c.reach_kind, c.reach, c.action, c.method, c.at, c.person_kind, c.person,
  c.program, c.words, c.source, c.agent, c.actor, c.confirmation, c.seal,
  (SELECT count(*) FROM opt_out o WHERE o.account = c.account AND o.consent = c.id)

-- name: consent_key_add
INSERT INTO consent_key (id, octets) VALUES (1, :octets) ON CONFLICT (id) DO NOTHING

-- name: consent_key
SELECT octets FROM consent_key

-- name: consent_last
SELECT coalesce(max(id), 0) FROM consent

-- The newest record of an account, which the next one is chained to.
-- name: consent_link
SELECT seal FROM consent WHERE account = :account ORDER BY account DESC, id DESC LIMIT 1

-- name: consent_insert
INSERT INTO consent (id, account, mark, reach_kind, reach, action, method, at, person_kind, person,
  program, words, source, agent, actor, confirmation, digest, previous, seal)
VALUES (:id, :account, :mark, :reach_kind, :reach, :action, :method, :at, :person_kind, :person,
  :program, :words, :source, :agent, :actor, :confirmation, :digest, :previous, :seal)

-- Whether anybody of an account has stopped anything: the accounts one after another.
-- name: opt_out_next_account
SELECT min(account) FROM opt_out WHERE account > :account

-- name: opt_out_find
SELECT mark, account, reach_kind, reach FROM opt_out WHERE mark IN :marks[]

-- name: opt_out_of_person
SELECT reach_kind, reach FROM opt_out WHERE mark = :mark AND account = :account
ORDER BY reach_kind, reach

-- name: opt_out_put
INSERT INTO opt_out (mark, account, reach_kind, reach, consent, swept)
VALUES (:mark, :account, :reach_kind, :reach, :consent, 0)
ON CONFLICT (mark, account, reach_kind, reach) DO UPDATE SET consent = excluded.consent, swept = 0

-- Not by a grant that is older than the stop.
-- name: opt_out_drop
DELETE FROM opt_out
WHERE mark = :mark AND account = :account AND reach_kind = :reach_kind AND reach = :reach
  AND NOT EXISTS (SELECT 1 FROM consent c WHERE c.id = opt_out.consent AND c.at > :at)

-- name: opt_out_swept
UPDATE opt_out SET swept = 1 WHERE consent = :consent AND swept = 0

-- name: consent_unswept
SELECT ${consent_columns} FROM opt_out s JOIN consent c ON c.id = s.consent
WHERE s.swept = 0 AND c.person <> '' ORDER BY s.consent LIMIT :rows

-- name: consent_of_account
SELECT ${consent_columns} FROM consent c
WHERE c.account = :account AND c.id < :below AND c.person <> ''
ORDER BY c.account DESC, c.id DESC LIMIT :rows

-- name: consent_after
SELECT ${consent_columns} FROM consent c
WHERE c.account = :account AND c.id > :after AND c.person <> ''
ORDER BY c.account, c.id LIMIT :rows

-- name: consent_of_person
SELECT ${consent_columns} FROM consent c
WHERE c.mark = :mark AND c.id < :below AND c.account = :account AND c.person <> ''
ORDER BY c.mark DESC, c.id DESC LIMIT :rows

-- name: consent_in_force
SELECT ${consent_columns} FROM opt_out s JOIN consent c ON c.id = s.consent
WHERE s.account = :account AND s.consent < :below AND c.person <> ''
ORDER BY s.account DESC, s.consent DESC LIMIT :rows

-- Who said it and what shows it, once that is old and no longer holds.
-- name: consent_blot
UPDATE consent SET person = '', words = '', source = '', agent = '', actor = '', confirmation = ''
WHERE id IN (
  SELECT c.id FROM consent c WHERE c.at < :limit AND c.person <> ''
    AND NOT EXISTS (SELECT 1 FROM opt_out o WHERE o.account = c.account AND o.consent = c.id)
  ORDER BY c.at LIMIT :rows)

-- Reading order of ConsentCheck.
-- name: consent_sealed
SELECT id, account, mark, reach_kind, reach, action, method, at, person_kind, person, program,
  words, source, agent, actor, confirmation, digest, previous, seal
FROM consent WHERE id > :after ORDER BY id LIMIT :rows
