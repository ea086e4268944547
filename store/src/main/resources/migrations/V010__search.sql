-- One row, which changes each time that the store is opened and closed: the index of its messages
-- stands in files of its own, and tells by it whether it has seen all that happened here.
CREATE TABLE search_mark (
  id     INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  octets ${blob} NOT NULL
);

-- Messages that left the table of messages, until the index has blotted them out.
CREATE TABLE search_erased (
  id      ${blob} NOT NULL PRIMARY KEY,
  account INTEGER NOT NULL
);
