-- name: data_key_all
SELECT id, wrapped FROM data_key ORDER BY id

-- Those of the store itself, which are nobody's.
-- name: data_key_of_store
SELECT id, wrapped FROM data_key WHERE account IS NULL ORDER BY id

-- name: data_key_after
SELECT id, wrapped FROM data_key WHERE id > :id ORDER BY id LIMIT :rows

-- name: data_key_put
INSERT INTO data_key (id, wrapped) VALUES (:id, :wrapped)
ON CONFLICT (id) DO UPDATE SET wrapped = excluded.wrapped

-- name: body_key_find
SELECT id, wrapped FROM data_key WHERE id = :id AND account IS NOT NULL

-- name: body_key_newest
SELECT id, wrapped FROM data_key WHERE account = :account ORDER BY id DESC LIMIT 1

-- The largest number that was ever given out.
-- name: body_key_last
SELECT max(id) FROM (
  SELECT max(id) AS id FROM data_key UNION ALL SELECT max(id) AS id FROM shredded_key) x

-- name: body_key_add
INSERT INTO data_key (id, account, wrapped) VALUES (:id, :account, :wrapped)

-- name: body_key_numbers
SELECT id FROM data_key WHERE account = :account ORDER BY id

-- name: body_key_drop
DELETE FROM data_key WHERE account = :account

-- name: shredded_key_add
INSERT INTO shredded_key (id, account, at, cleared) VALUES (:id, :account, :at, 0)

-- name: shredded_key_find
SELECT id FROM shredded_key WHERE id = :id

-- name: shredded_key_left
SELECT id FROM shredded_key WHERE cleared = 0 LIMIT 1

-- name: shredded_key_clear
UPDATE shredded_key SET cleared = 1 WHERE cleared = 0

-- name: body_mark
SELECT until FROM body_mark

-- name: body_mark_put
INSERT INTO body_mark (id, until) VALUES (1, :until)
ON CONFLICT (id) DO UPDATE SET until = excluded.until

-- name: body_next
SELECT id, account, content, keepsake FROM message WHERE id > :id ORDER BY id LIMIT :rows

-- name: body_put
UPDATE message SET content = :content, keepsake = :keepsake WHERE id = :id

-- name: body_plain
SELECT count(*) FROM message WHERE substr(content, 1, 1) = :plain

-- name: account_unsealed
SELECT account, token, webhook_secret FROM account WHERE secrets IS NULL

-- name: account_seal
UPDATE account SET token = '', webhook_secret = '', secrets = :secrets WHERE account = :account

-- name: resource_unsealed
SELECT id, facts FROM resource WHERE substr(facts, 1, 1) = :plain

-- name: resource_seal
UPDATE resource SET facts = :facts WHERE id = :id
