-- Which messages have which words, for accounts that chose to have them found by words. token is 64
-- bits of a keyed hash of the word; the key follows from a key of the account's bodies.
CREATE TABLE word (
  account INTEGER NOT NULL,
  token   BIGINT NOT NULL,
  message ${blob} NOT NULL,
  PRIMARY KEY (account, token, message)
) ${clustered};
CREATE INDEX word_of_message ON word (message);

-- How far the words of an account are kept: of all messages from since until before until. filled
-- says that nothing older is to come; kept is 0 where they are being dropped. data_key names the key
-- that tokens follow from, 0 = the store's own, where bodies are not sealed.
CREATE TABLE word_mark (
  account  INTEGER NOT NULL PRIMARY KEY,
  data_key INTEGER NOT NULL,
  since    ${blob} NOT NULL,
  until    ${blob} NOT NULL,
  filled   INTEGER NOT NULL,
  kept     INTEGER NOT NULL
);

-- Messages whose words are to be kept once more, since what they say was changed.
CREATE TABLE word_again (
  message ${blob} NOT NULL PRIMARY KEY,
  account INTEGER NOT NULL
) ${clustered};
CREATE INDEX word_again_of ON word_again (account, message);
