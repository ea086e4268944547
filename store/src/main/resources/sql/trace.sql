-- name: trace_insert
INSERT INTO trace (message, at, kind, detail) VALUES (:message, :at, :kind, :detail)

-- name: trace_of
SELECT at, kind, detail FROM trace WHERE message = :message ORDER BY at, id LIMIT :rows
