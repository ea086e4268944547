-- Of a message that was erased or archived meanwhile nothing is noted.
-- name: trace_insert
INSERT INTO trace (message, at, kind, detail)
SELECT :message, :at, :kind, :detail WHERE EXISTS (SELECT 1 FROM message WHERE id = :message)

-- name: trace_of
SELECT at, kind, detail FROM trace WHERE message = :message ORDER BY at, id LIMIT :rows
