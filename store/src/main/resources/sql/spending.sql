-- Reading order of a spending's columns; SpendingReader reads them in this order.
-- name: spent_add
INSERT INTO spent (owner, name, since, account, until, parts)
VALUES (:owner, :name, :since, :account, :until, :parts)
ON CONFLICT (owner, name, since, account) DO UPDATE SET parts = spent.parts + excluded.parts

-- name: spent_parts
SELECT parts FROM spent
WHERE owner = :owner AND name = :name AND since = :since AND account = :account

-- name: spent_standing
SELECT owner, name, since, account, until, parts FROM spent
WHERE until > :now AND (owner, name, since, account)
  > (:after_owner, :after_name, :after_since, :after_account)
ORDER BY owner, name, since, account LIMIT :rows

-- name: spent_sweep
DELETE FROM spent WHERE (owner, name, since, account) IN (
  SELECT owner, name, since, account FROM spent WHERE until < :limit ORDER BY until LIMIT :rows)
