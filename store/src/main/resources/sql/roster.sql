-- name: account_put
INSERT INTO account (account, name, standing, created_at, token, webhook_secret, parent, secrets)
VALUES (:account, :name, :standing, :created_at, '', '', :parent, :secrets)
ON CONFLICT (account) DO UPDATE SET name = excluded.name, standing = excluded.standing,
  created_at = excluded.created_at, parent = excluded.parent, secrets = excluded.secrets

-- name: api_key_put
INSERT INTO api_key (id, account, sha256, name, description, test, rate, scopes, created_at,
  expires_at, revoked_at)
VALUES (:id, :account, :sha256, :name, :description, :test, :rate, :scopes, :created_at,
  :expires_at, :revoked_at)
ON CONFLICT (id) DO UPDATE SET account = excluded.account, sha256 = excluded.sha256,
  name = excluded.name, description = excluded.description, test = excluded.test,
  rate = excluded.rate, scopes = excluded.scopes, created_at = excluded.created_at,
  expires_at = excluded.expires_at, revoked_at = excluded.revoked_at

-- name: sender_put
INSERT INTO sender (account, kind, address, calling_code, everywhere)
VALUES (:account, :kind, :address, :calling_code, :everywhere)
ON CONFLICT (account, kind, address, calling_code) DO UPDATE SET everywhere = excluded.everywhere

-- name: directory_raise
UPDATE directory SET revision = revision + :by WHERE id = 1

-- name: directory_revision
SELECT revision FROM directory WHERE id = 1

-- name: account_all
SELECT account, name, standing, created_at, parent, secrets FROM account
ORDER BY account

-- name: api_key_all
SELECT id, account, sha256, name, description, test, rate, scopes, created_at, expires_at,
  revoked_at
FROM api_key
ORDER BY id

-- name: sender_all
SELECT account, kind, address, calling_code, everywhere FROM sender ORDER BY id

-- name: sender_release
DELETE FROM sender
WHERE account = :account AND kind = :kind AND address = :address AND calling_code = :calling_code

-- name: resource_put
INSERT INTO resource (id, account, kind, name, facts, created_at, updated_at)
VALUES (:id, :account, :kind, :name, :facts, :created_at, :updated_at)
ON CONFLICT (id) DO UPDATE SET account = excluded.account, kind = excluded.kind,
  name = excluded.name, facts = excluded.facts, created_at = excluded.created_at,
  updated_at = excluded.updated_at

-- name: resource_drop
DELETE FROM resource WHERE id = :id

-- name: resource_all
SELECT id, account, kind, name, facts, created_at, updated_at FROM resource ORDER BY id

-- name: rate_drop
DELETE FROM rate

-- name: rate_insert
INSERT INTO rate (channel, country, carrier, route, since, until, micros, currency)
VALUES (:channel, :country, :carrier, :route, :since, :until, :micros, :currency)

-- name: rate_all
SELECT channel, country, carrier, route, since, until, micros, currency FROM rate ORDER BY id

-- name: conversion_drop
DELETE FROM conversion

-- name: conversion_insert
INSERT INTO conversion (source, target, rate, since) VALUES (:source, :target, :rate, :since)

-- name: conversion_all
SELECT source, target, rate, since FROM conversion ORDER BY id
