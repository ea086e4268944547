-- Reading order of a line's columns; LedgerReader reads them in this order.
-- name: ledger_posting
SELECT account, reason, micros, currency, note, at FROM ledger
WHERE posting = :posting AND book = 1 ORDER BY id LIMIT 2

-- A book is read in steps, as what was refused is: a step is the ids between two edges, so that a
-- reason which few lines have never makes one long read.
-- name: ledger_edge_down
SELECT id FROM ledger WHERE account = :account AND id >= :floor AND id < :ceiling
ORDER BY account DESC, id DESC LIMIT 1 OFFSET :leap

-- name: ledger_edge_up
SELECT id FROM ledger WHERE account = :account AND id >= :floor AND id < :ceiling
ORDER BY account, id LIMIT 1 OFFSET :leap

-- name: ledger_where
account = :account AND id >= :floor AND id < :ceiling AND book = 1
  AND (:any_reason = 1 OR reason = :reason) AND at >= :from AND at < :until

-- name: ledger_down
SELECT id, at, reason, micros, currency, moves, posting, note
FROM ledger WHERE ${ledger_where} ORDER BY account DESC, id DESC LIMIT :rows

-- name: ledger_up
SELECT id, at, reason, micros, currency, moves, posting, note
FROM ledger WHERE ${ledger_where} ORDER BY account, id LIMIT :rows

-- Folding: what is read of a line, in this order; LedgerFolding reads it so.
-- name: ledger_behind
SELECT id, account, book, reason, micros, currency, moves, at FROM ledger
WHERE id > :behind ORDER BY id LIMIT :rows

-- All lines before those that are folded are closing lines, so few are read.
-- name: ledger_closing
SELECT id, account, book, reason, micros, currency, moves, at FROM ledger
WHERE account = :account AND id < :before AND book = :book AND currency = :currency
  AND reason = :reason AND at >= :from AND at < :until
ORDER BY account DESC, id DESC LIMIT 1

-- name: ledger_close
UPDATE ledger SET reason = :reason, micros = :micros, moves = :moves, at = :at, posting = NULL,
  note = ''
WHERE id = :id

-- name: ledger_drop
DELETE FROM ledger WHERE id = :id
