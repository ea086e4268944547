-- name: balance_read
SELECT account, micros, currency, credit FROM balance WHERE account IN :accounts[] ${lock}

-- name: balance_put
INSERT INTO balance (account, micros, currency, credit)
VALUES (:account, :micros, :currency, :credit)
ON CONFLICT (account) DO UPDATE SET micros = excluded.micros, credit = excluded.credit

-- name: balance_find
SELECT micros, currency, credit FROM balance WHERE account = :account

-- name: ledger_insert
INSERT INTO ledger (account, book, reason, micros, currency, moves, at, posting, note)
VALUES (:account, :book, :reason, :micros, :currency, :moves, :at, :posting, :note)
