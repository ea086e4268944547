package io.carillon.front.v2;

import io.carillon.front.post.Courier;
import io.carillon.model.AccountId;
import io.carillon.model.Attempt.Exchange;
import io.carillon.model.Inbox;
import io.carillon.model.Secret;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Herald.Telling;
import io.carillon.model.port.Herald.Tried;
import io.carillon.wire.http.Field;
import io.carillon.wire.sign.StandardWebhooks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Posts webhooks signed by the account's secret, or an endpoint's own, by the Standard Webhooks
/// specification (standardwebhooks.com).
final class V2Signing {
  private static final Field JSON = new Field("Content-Type", "application/json");
  private static final int SIGNERS_MAX = 10_000;
  private static final Telling GONE = new Telling.Gone("the account is gone");

  private final Courier courier;
  private final Accounts accounts;
  private final Clock clock;
  private final Map<List<Secret>, StandardWebhooks> signers = new ConcurrentHashMap<>();

  V2Signing(Courier courier, Accounts accounts, Clock clock) {
    this.courier = courier;
    this.accounts = accounts;
    this.clock = clock;
  }

  /// Posts once, and says what went over the wire where that failed; blocks for at most 15 s.
  ///
  /// @param id the same at each try
  Tried post(AccountId to, String url, String id, byte[] body) {
    Function<List<Field>, Tried> posting = fields -> courier.post(url, fields, body).tried();
    return accounts
        .directory()
        .account(to)
        .map(account -> signed(List.of(account.webhookSecret()), id, body, posting))
        .orElse(Tried.of(GONE));
  }

  /// Posts once, and says what went over the wire; blocks for at most 15 s.
  ///
  /// @param secrets those that sign, the newest first
  /// @param id the same at each try
  /// @param more header fields that go along; their values are not told on
  Tried post(List<Secret> secrets, String url, String id, byte[] body, List<Field> more) {
    return signed(
        secrets,
        id,
        body,
        signature -> {
          var fields = new ArrayList<Field>(signature.size() + more.size());
          fields.addAll(signature);
          fields.addAll(more);
          var brought = courier.post(url, fields, body);
          return new Tried(brought.telling(), Optional.of(brought.exchange(more)));
        });
  }

  /// Posts where an account hears what people write, and to the fallback where that fails, and says
  /// what went over the wire at the first that failed; blocks for at most 30 s.
  ///
  /// @param id the same at each try
  Tried ask(AccountId to, Inbox inbox, String id, byte[] body) {
    Function<List<Field>, Tried> asked =
        fields ->
            courier
                .ask(inbox, turn -> turn.post(turn.hook().url(), fields, body, Exchange.BODY_MAX))
                .tried();
    return accounts
        .directory()
        .account(to)
        .map(account -> signed(List.of(account.webhookSecret()), id, body, asked))
        .orElse(Tried.of(GONE));
  }

  private Tried signed(
      List<Secret> secrets, String id, byte[] body, Function<List<Field>, Tried> telling) {
    StandardWebhooks signer;
    try {
      signer = signer(secrets);
    } catch (IllegalArgumentException _) {
      return Tried.of(
          new Telling.NotNow(0, "the webhook secret is not Base64: rotate it", Optional.empty()));
    }
    var now = clock.now();
    return telling.apply(
        List.of(
            JSON,
            new Field(StandardWebhooks.ID_HEADER, id),
            new Field(StandardWebhooks.TIMESTAMP_HEADER, Long.toString(now.getEpochSecond())),
            new Field(StandardWebhooks.SIGNATURE_HEADER, signer.sign(id, now, body))));
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
