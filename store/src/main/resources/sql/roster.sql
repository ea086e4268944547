-- name: account_put
INSERT INTO account (account, name, standing, created_at, token, webhook_secret)
VALUES (:account, :name, :standing, :created_at, :token, :webhook_secret)
ON CONFLICT (account) DO UPDATE SET name = excluded.name, standing = excluded.standing,
  created_at = excluded.created_at, token = excluded.token,
  webhook_secret = excluded.webhook_secret

-- name: api_key_put
INSERT INTO api_key (id, account, sha256, name, scopes, created_at, expires_at, revoked_at)
VALUES (:id, :account, :sha256, :name, :scopes, :created_at, :expires_at, :revoked_at)
ON CONFLICT (id) DO UPDATE SET account = excluded.account, sha256 = excluded.sha256,
  name = excluded.name, scopes = excluded.scopes, created_at = excluded.created_at,
  expires_at = excluded.expires_at, revoked_at = excluded.revoked_at

-- name: sender_put
INSERT INTO sender (account, kind, address, calling_code)
VALUES (:account, :kind, :address, :calling_code)
ON CONFLICT (account, kind, address, calling_code) DO NOTHING

-- name: directory_raise
UPDATE directory SET revision = revision + :by WHERE id = 1

-- name: directory_revision
SELECT revision FROM directory WHERE id = 1

-- name: account_all
SELECT account, name, standing, created_at, token, webhook_secret FROM account ORDER BY account

-- name: api_key_all
SELECT id, account, sha256, name, scopes, created_at, expires_at, revoked_at FROM api_key
ORDER BY id

-- name: sender_all
SELECT account, kind, address, calling_code FROM sender ORDER BY id
