-- Whether the operator answers for a sender: 1 = it counts as registered wherever it has to be. Those
-- that were there before registrations were asked for go on as before.
ALTER TABLE sender ADD COLUMN everywhere INTEGER NOT NULL DEFAULT 1;
