-- name: person_tree_find
SELECT tree, changes, backup FROM person_tree

-- name: person_tree_put
INSERT INTO person_tree (id, tree, changes) VALUES (1, :tree, :changes)
ON CONFLICT (id) DO UPDATE SET tree = excluded.tree, changes = excluded.changes

-- name: person_gone_put
INSERT INTO person_gone (person, account, generation, change)
VALUES (:person, :account, :generation, :change)
ON CONFLICT (person, account)
DO UPDATE SET generation = excluded.generation, change = excluded.change

-- Keys that an older copy of the file still has.
-- name: person_gone_since
SELECT person, account, generation FROM person_gone WHERE change > :change
