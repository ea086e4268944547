package io.carillon.front.door;

import io.carillon.model.Account;
import io.carillon.model.ApiKey;
import io.carillon.model.Author;
import io.carillon.wire.http.Request;
import java.util.Optional;

/// Who calls: an account in good standing, and the key that it showed, where it showed one and not
/// its auth token.
public record Caller(Account account, Optional<ApiKey> key) {
  /// Who they are for the audit log: whose key it is, even where it acts for an account below.
  public Author author(Request request) {
    return new Author(
        key.map(ApiKey::account).orElse(account.id()).toString(),
        key.map(shown -> "key " + shown.id()).orElse("token"),
        request.remote().getHostAddress(),
        request.id());
  }

  /// Whether their key operates the server.
  public boolean operates() {
    return key.map(shown -> shown.scopes().contains(Scope.OPERATE.word())).orElse(false);
  }

  /// Whether what they send goes to real people; else to the sandbox, unbilled.
  public boolean isLive() {
    return key.map(shown -> shown.grant().live()).orElse(true);
  }
}
