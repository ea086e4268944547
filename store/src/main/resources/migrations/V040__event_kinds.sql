-- Kinds of events have one list of numbers, that of the live feed.
UPDATE account_event SET kind = 41 WHERE kind = 1;
