package io.carillon.model;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// One customer of the server.
///
/// @param token the auth token of dialects that use account id and token; also signs their webhooks
/// @param webhookSecret signs the webhooks of the other dialects
/// @param parent the account that opened it and may act for it; empty for one of the operator's
public record Account(
    AccountId id,
    String name,
    Standing standing,
    Instant created,
    Secret token,
    Secret webhookSecret,
    Optional<AccountId> parent) {
  /// Whether it may send.
  public enum Standing {
    ACTIVE(1),
    SUSPENDED(2),
    CLOSED(3);

    private final int code;

    Standing(int code) {
      this.code = code;
    }

    /// The stable number in storage.
    public int code() {
      return code;
    }

    /// The stable lower-case word in APIs.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// This account with another webhook secret.
  public Account withWebhookSecret(Secret next) {
    return new Account(id, name, standing, created, token, next, parent);
  }

  /// This account with another name and standing.
  public Account with(String nextName, Standing next) {
    return new Account(id, nextName, next, created, token, webhookSecret, parent);
  }

  /// This account with another auth token.
  public Account withToken(Secret next) {
    return new Account(id, name, standing, created, next, webhookSecret, parent);
  }

  /// Whether `other` opened it.
  public boolean isUnder(AccountId other) {
    return parent.filter(other::equals).isPresent();
  }
}
