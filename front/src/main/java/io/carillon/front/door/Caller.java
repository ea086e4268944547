package io.carillon.front.door;

import io.carillon.model.Account;
import io.carillon.model.ApiKey;
import java.util.Optional;

/// Who calls: an account in good standing, and the key that it showed, where it showed one and not
/// its auth token.
public record Caller(Account account, Optional<ApiKey> key) {}
