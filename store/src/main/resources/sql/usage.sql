-- name: usage_add
INSERT INTO usage (account, day, channel, direction, country, currency, messages, segments, micros,
  cost, costed)
VALUES (:account, :day, :channel, :direction, :country, :currency, :messages, :segments, :micros,
  :cost, :costed)
ON CONFLICT (account, day, channel, direction, country, currency) DO UPDATE SET
  messages = usage.messages + excluded.messages, segments = usage.segments + excluded.segments,
  micros = usage.micros + excluded.micros, cost = usage.cost + excluded.cost,
  costed = usage.costed + excluded.costed

-- name: usage_where
day >= :from AND day < :until
  AND (:any_channel = 1 OR channel = :channel) AND (:any_direction = 1 OR direction = :direction)
  AND (:any_country = 1 OR country = :country)

-- name: usage_page
SELECT day, channel, direction, country, currency, messages, segments, micros, cost, costed FROM usage
WHERE account = :account AND ${usage_where} AND (day, channel, direction, country, currency)
  > (:after_day, :after_channel, :after_direction, :after_country, :after_currency)
ORDER BY day, channel, direction, country, currency LIMIT :rows

-- name: usage_total
SELECT channel, direction, currency, sum(messages), sum(segments), sum(micros), sum(cost),
  sum(costed)
FROM usage WHERE account = :account AND ${usage_where}
GROUP BY channel, direction, currency ORDER BY channel, direction, currency

-- The same of an account and all accounts below it.
-- name: usage_total_family
WITH RECURSIVE family (id) AS (
  SELECT CAST(:account AS INTEGER)
  UNION
  SELECT below.account FROM account below JOIN family ON below.parent = family.id)
SELECT channel, direction, currency, sum(messages), sum(segments), sum(micros), sum(cost),
  sum(costed)
FROM usage WHERE account IN (SELECT id FROM family) AND ${usage_where}
GROUP BY channel, direction, currency ORDER BY channel, direction, currency
