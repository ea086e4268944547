-- name: data_key_all
SELECT id, wrapped FROM data_key ORDER BY id

-- name: data_key_put
INSERT INTO data_key (id, wrapped) VALUES (:id, :wrapped)
ON CONFLICT (id) DO UPDATE SET wrapped = excluded.wrapped

-- name: account_unsealed
SELECT account, token, webhook_secret FROM account WHERE secrets IS NULL

-- name: account_seal
UPDATE account SET token = '', webhook_secret = '', secrets = :secrets WHERE account = :account

-- name: resource_unsealed
SELECT id, facts FROM resource WHERE substr(facts, 1, 1) = :plain

-- name: resource_seal
UPDATE resource SET facts = :facts WHERE id = :id
