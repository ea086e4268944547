-- name: print_put
INSERT INTO print (whose, part, mark, at) VALUES (:whose, :part, :mark, :at)
ON CONFLICT (whose, part) DO NOTHING

-- name: print_drop
DELETE FROM print WHERE whose = :whose AND part = :part

-- name: print_after
SELECT whose, part, mark, at FROM print
WHERE whose > :whose OR (whose = :whose_too AND part > :part)
ORDER BY whose, part LIMIT :rows

-- Ids grow with time: the oldest have the smallest.
-- name: print_sweep
DELETE FROM print WHERE (whose, part) IN (
  SELECT whose, part FROM print WHERE whose < :until ORDER BY whose, part LIMIT :rows)

-- name: print_trim
DELETE FROM print WHERE (whose, part) IN (
  SELECT whose, part FROM print ORDER BY whose DESC, part DESC LIMIT :rows OFFSET :kept)

-- name: message_erase_prints
DELETE FROM print WHERE whose = :id

-- Of strays that are gone, too.
-- name: erasure_prints
DELETE FROM print WHERE (whose, part) IN (
  SELECT p.whose, p.part FROM print p
  WHERE NOT EXISTS (SELECT 1 FROM message m WHERE m.id = p.whose)
    AND NOT EXISTS (SELECT 1 FROM fragment f WHERE f.series = p.whose)
  ORDER BY p.whose, p.part LIMIT :rows)
