package io.carillon.front.v2;

import io.carillon.front.post.Courier;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Secret;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Herald;
import io.carillon.wire.http.Field;
import io.carillon.wire.sign.StandardWebhooks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Tells a change of a message by a POST to its webhook's URL, signed by the Standard Webhooks
/// specification (standardwebhooks.com). The webhook's id is the same at each try.
public final class V2Herald implements Herald {
  private static final Field JSON = new Field("Content-Type", "application/json");
  private static final int SIGNERS_MAX = 10_000;

  private final Courier courier;
  private final Accounts accounts;
  private final Clock clock;
  private final Map<Secret, StandardWebhooks> signers = new ConcurrentHashMap<>();

  public V2Herald(Courier courier, Accounts accounts, Clock clock) {
    this.courier = courier;
    this.accounts = accounts;
    this.clock = clock;
  }

  @Override
  public String dialect() {
    return V2Mapping.DIALECT;
  }

  @Override
  public Telling tell(Message message, Notice notice) {
    var account = accounts.directory().account(message.account());
    if (account.isEmpty()) {
      return new Telling.Gone("the account is gone");
    }
    StandardWebhooks signer;
    try {
      signer = signer(account.get().webhookSecret());
    } catch (IllegalArgumentException _) {
      return new Telling.NotNow(
          0, "the account's webhook secret is not Base64: rotate it", Optional.empty());
    }
    var id = WebhookName.of(notice).text();
    var now = clock.now();
    var body = V2Replies.event(message, notice);
    return courier.post(
        notice.destination(),
        List.of(
            JSON,
            new Field(StandardWebhooks.ID_HEADER, id),
            new Field(StandardWebhooks.TIMESTAMP_HEADER, Long.toString(now.getEpochSecond())),
            new Field(StandardWebhooks.SIGNATURE_HEADER, signer.sign(id, now, body))),
        body);
  }

  /// Setting a key up costs more than using it, so the few that are in use are kept.
  private StandardWebhooks signer(Secret secret) {
    if (signers.size() >= SIGNERS_MAX) {
      signers.clear();
    }
    return signers.computeIfAbsent(secret, key -> new StandardWebhooks(List.of(key.reveal())));
  }
}
