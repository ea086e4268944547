-- What was refused of an account is listed in the order in which it was refused.
CREATE INDEX refusal_in_order ON refusal (account, id);
