package io.carillon.front.door;

import io.carillon.model.Account;
import io.carillon.model.ApiKey;

/// Who calls: an account in good standing, and the key that it showed.
public record Caller(Account account, ApiKey key) {}
