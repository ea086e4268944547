-- By what deliveries are known again whose answers may be lost: whose is the message, or the stray,
-- that each became part of; mark is a keyed hash of what was delivered. A row is dropped once its
-- answer is known to have come, most after some minutes.
CREATE TABLE print (
  whose ${blob} NOT NULL,
  part  INTEGER NOT NULL,
  mark  ${blob} NOT NULL,
  at    BIGINT NOT NULL,
  PRIMARY KEY (whose, part)
) ${clustered};
