-- Reading order of a fragment's columns; FragmentReader reads them in this order.
-- name: fragment_columns
f.series, f.account, f.carrier, f.channel, f.person_kind, f.person, f.sender_kind, f.sender,
f.content, f.scheme, f.reference, f.total, f.number, f.alphabet, f.locking, f.single, f.odd, f.at

-- name: fragment_insert
INSERT INTO fragment (series, account, carrier, channel, person_kind, person, sender_kind, sender,
  content, scheme, reference, total, number, alphabet, locking, single, odd, at)
VALUES (:series, :account, :carrier, :channel, :person_kind, :person, :sender_kind, :sender,
  :content, :scheme, :reference, :total, :number, :alphabet, :locking, :single, :odd, :at)
ON CONFLICT (series, number) DO NOTHING

-- name: fragment_drop
DELETE FROM fragment WHERE series = :series

-- name: fragment_after
SELECT ${fragment_columns} FROM fragment f
WHERE f.scheme <> 0
  AND (f.series > :series OR (f.series = :series_too AND f.number > :number))
ORDER BY f.series, f.number LIMIT :rows

-- name: fragment_count
SELECT count(*) FROM fragment WHERE scheme <> 0

-- Whole messages that are nobody's: the newest have the largest ids.
-- name: stray_below
SELECT ${fragment_columns} FROM fragment f
WHERE f.scheme = 0 AND f.account = 0 AND f.series < :below
ORDER BY f.series DESC LIMIT :rows

-- name: stray_find
SELECT ${fragment_columns} FROM fragment f
WHERE f.scheme = 0 AND f.account = 0 AND f.series = :series

-- name: stray_sweep
DELETE FROM fragment WHERE scheme = 0 AND account = 0 AND series IN (
  SELECT series FROM fragment
  WHERE scheme = 0 AND account = 0 AND series < :until ORDER BY series LIMIT :rows)

-- name: stray_trim
DELETE FROM fragment WHERE scheme = 0 AND account = 0 AND series IN (
  SELECT series FROM fragment
  WHERE scheme = 0 AND account = 0 ORDER BY series DESC LIMIT :rows OFFSET :kept)

-- name: fragment_of_person
SELECT ${fragment_columns} FROM fragment f
WHERE f.person = :address AND f.person_kind = :kind
  AND (f.series > :series OR (f.series = :series_too AND f.number > :number))
ORDER BY f.series, f.number LIMIT :rows

-- name: erasure_fragments
DELETE FROM fragment WHERE (series, number) IN (
  SELECT series, number FROM fragment
  WHERE person_kind = :kind AND person = :address AND account = :account ORDER BY series, number LIMIT :rows)
