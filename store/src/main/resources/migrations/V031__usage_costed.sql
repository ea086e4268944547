-- Of how many messages the cost is known. What stands there with a cost was counted before.
ALTER TABLE usage ADD COLUMN costed BIGINT NOT NULL DEFAULT 0;
