-- What carriers ask for the parts of a message that they took, in micro-units of its currency; NULL
-- = nothing was taken, or it is not known.
ALTER TABLE message ADD COLUMN cost BIGINT;
