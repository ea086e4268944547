-- name: touch_find
SELECT mark, account, message, sender, at FROM touch WHERE mark IN :marks[]

-- name: touch_of_person
SELECT message, sender, at FROM touch
WHERE mark = :mark AND account = :account ORDER BY at, message

-- name: touch_put
INSERT INTO touch (mark, account, message, sender, at, until)
VALUES (:mark, :account, :message, :sender, :at, :until)
ON CONFLICT (mark, account, message) DO UPDATE SET
  sender = excluded.sender, at = excluded.at, until = excluded.until

-- name: touch_drop
DELETE FROM touch WHERE mark = :mark AND account = :account AND message = :message

-- name: touch_sweep
DELETE FROM touch WHERE (mark, account, message) IN (
  SELECT mark, account, message FROM touch WHERE until < :now ORDER BY until LIMIT :rows)

-- name: erasure_touches
DELETE FROM touch WHERE (mark, account, message) IN (
  SELECT mark, account, message FROM touch
  WHERE mark = :mark AND account = :account ORDER BY message LIMIT :rows)
