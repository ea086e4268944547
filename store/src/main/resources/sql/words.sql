-- The side tables of words: the same four questions to each.
-- name: name_find
SELECT id FROM name WHERE digest = :digest

-- name: name_add
INSERT INTO name (digest, text) VALUES (:digest, :text) ON CONFLICT (digest) DO NOTHING

-- name: name_text
SELECT text FROM name WHERE id = :id

-- name: destination_find
SELECT id FROM destination WHERE digest = :digest

-- name: destination_add
INSERT INTO destination (digest, text) VALUES (:digest, :text) ON CONFLICT (digest) DO NOTHING

-- name: destination_text
SELECT text FROM destination WHERE id = :id
