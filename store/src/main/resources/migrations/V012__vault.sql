-- The keys that seal secrets, each wrapped under the operator's master key.
CREATE TABLE data_key (
  id      INTEGER NOT NULL PRIMARY KEY,
  wrapped ${blob} NOT NULL
);

-- The token and the webhook secret, sealed. token and webhook_secret are empty from then on; so are
-- the facts of resources sealed in their place. Both is done at the first start.
ALTER TABLE account ADD COLUMN secrets ${blob};
