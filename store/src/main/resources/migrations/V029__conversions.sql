-- What one unit of a currency comes to in another, as an exact decimal number; a rate holds from
-- since on (NULL = ever).
CREATE TABLE conversion (
  id     ${serial},
  source TEXT NOT NULL,
  target TEXT NOT NULL,
  rate   TEXT NOT NULL,
  since  BIGINT
);
