-- What `carillon store check` counts: each answers how many times something is wrong.

-- name: check_books
SELECT count(*) FROM (
  SELECT account FROM ledger GROUP BY account, currency HAVING sum(micros) <> 0) x

-- name: check_balances
SELECT count(*) FROM balance b
WHERE b.micros <> (
  SELECT coalesce(sum(l.micros), 0) FROM ledger l
  WHERE l.account = b.account AND l.book = 1 AND l.currency = b.currency)

-- name: check_overdrafts
SELECT count(*) FROM balance WHERE micros + credit < 0

-- name: check_ledger_accounts
SELECT count(*) FROM (SELECT DISTINCT account, currency FROM ledger) l
WHERE NOT EXISTS (
  SELECT 1 FROM balance b WHERE b.account = l.account AND b.currency = l.currency)

-- name: check_notices
SELECT count(*) FROM notice n
WHERE NOT EXISTS (SELECT 1 FROM message m WHERE m.id = n.message)
  AND NOT EXISTS (SELECT 1 FROM happening h WHERE h.id = n.message)

-- Of those to one destination at least one is due.
-- name: check_notices_open
SELECT count(*) FROM (
  SELECT message FROM notice WHERE progress = 1
  GROUP BY message, destination HAVING count(due) = 0) x

-- name: check_legs
SELECT count(*) FROM leg l
WHERE NOT EXISTS (SELECT 1 FROM message m WHERE m.id = l.message)

-- name: check_legs_missing
SELECT count(*) FROM message m
WHERE m.legs > 0 AND m.legs <> (SELECT count(*) FROM leg l WHERE l.message = m.id)

-- name: check_trace
SELECT count(*) FROM trace t
WHERE NOT EXISTS (SELECT 1 FROM message m WHERE m.id = t.message)

-- name: check_words
SELECT count(*) FROM word w
WHERE NOT EXISTS (SELECT 1 FROM message m WHERE m.id = w.message)

-- All but 0, nothing, and 7, the receipt, come up by their moment.
-- name: check_work_lost
SELECT count(*) FROM message WHERE due IS NULL AND waits_for IN (1, 2, 3, 4, 5, 6, 8, 9, 12)

-- name: check_work_lane
SELECT count(*) FROM message WHERE due IS NOT NULL AND lane IS NULL

-- Code 2 is a revocation.
-- name: check_opt_outs
SELECT count(*) FROM opt_out o
WHERE NOT EXISTS (
  SELECT 1 FROM consent c
  WHERE c.id = o.consent AND c.account = o.account AND c.mark = o.mark AND c.action = 2)
