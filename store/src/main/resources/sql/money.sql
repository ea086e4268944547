-- name: balance_read
SELECT account, micros, currency FROM balance WHERE account IN :accounts[] ${lock}

-- name: balance_put
INSERT INTO balance (account, micros, currency) VALUES (:account, :micros, :currency)
ON CONFLICT (account) DO UPDATE SET micros = excluded.micros

-- name: balance_find
SELECT micros, currency FROM balance WHERE account = :account

-- name: ledger_insert
INSERT INTO ledger (account, book, reason, micros, currency, moves, at)
VALUES (:account, :book, :reason, :micros, :currency, :moves, :at)
