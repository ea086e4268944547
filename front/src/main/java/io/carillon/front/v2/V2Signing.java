package io.carillon.front.v2;

import io.carillon.front.post.Courier;
import io.carillon.model.AccountId;
import io.carillon.model.Secret;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Herald.Telling;
import io.carillon.wire.http.Field;
import io.carillon.wire.sign.StandardWebhooks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Posts webhooks signed by the account's secret, or an endpoint's own, by the Standard Webhooks
/// specification (standardwebhooks.com).
final class V2Signing {
  private static final Field JSON = new Field("Content-Type", "application/json");
  private static final int SIGNERS_MAX = 10_000;

  private final Courier courier;
  private final Accounts accounts;
  private final Clock clock;
  private final Map<List<Secret>, StandardWebhooks> signers = new ConcurrentHashMap<>();

  V2Signing(Courier courier, Accounts accounts, Clock clock) {
    this.courier = courier;
    this.accounts = accounts;
    this.clock = clock;
  }

  /// Posts once; blocks for at most 15 s.
  ///
  /// @param id the same at each try
  Telling post(AccountId to, String url, String id, byte[] body) {
    var account = accounts.directory().account(to);
    if (account.isEmpty()) {
      return new Telling.Gone("the account is gone");
    }
    return post(List.of(account.get().webhookSecret()), url, id, body, List.of());
  }

  /// Posts once; blocks for at most 15 s.
  ///
  /// @param secrets those that sign, the newest first
  /// @param id the same at each try
  /// @param more header fields that go along
  Telling post(List<Secret> secrets, String url, String id, byte[] body, List<Field> more) {
    StandardWebhooks signer;
    try {
      signer = signer(secrets);
    } catch (IllegalArgumentException _) {
      return new Telling.NotNow(0, "the webhook secret is not Base64: rotate it", Optional.empty());
    }
    var now = clock.now();
    var fields = new ArrayList<Field>(4 + more.size());
    fields.add(JSON);
    fields.add(new Field(StandardWebhooks.ID_HEADER, id));
    fields.add(new Field(StandardWebhooks.TIMESTAMP_HEADER, Long.toString(now.getEpochSecond())));
    fields.add(new Field(StandardWebhooks.SIGNATURE_HEADER, signer.sign(id, now, body)));
    fields.addAll(more);
    return courier.post(url, fields, body);
  }

  /// Setting a key up costs more than using it, so the few that are in use are kept.
  private StandardWebhooks signer(List<Secret> secrets) {
    if (signers.size() >= SIGNERS_MAX) {
      signers.clear();
    }
    return signers.computeIfAbsent(
        List.copyOf(secrets),
        keys -> new StandardWebhooks(keys.stream().map(Secret::reveal).toList()));
  }
}
