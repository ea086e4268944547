package io.carillon.front.pantheon;

import io.carillon.front.post.Courier;
import io.carillon.model.Attempt.Exchange;
import io.carillon.model.Inbox;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Secret;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Herald;
import io.carillon.model.port.Ids;
import io.carillon.wire.http.Field;
import io.carillon.wire.sign.TimedSignature;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Tells a change of a message by a signed POST to the message's `webhook_url`, and what a person
/// wrote, signed alike, to the URL that is set for the sender or the account.
///
/// The pages name webhooks and show none: body and signature are our choice, written down in
/// `docs/reference/pantheoncloud.md`.
public final class PantheonHerald implements Herald {
  /// In which what people write can be told.
  public static final List<Shape> SHAPES =
      List.of(new Shape(Form.DIALECT, "", Naming.NEEDED, false));

  private static final String SIGNATURE = "X-PantheonCloud-Signature";
  private static final Field JSON = new Field("Content-Type", "application/json");
  private static final int SIGNERS_MAX = 10_000;

  private final Courier courier;
  private final Accounts accounts;
  private final Clock clock;
  private final Ids ids;
  private final Map<Secret, TimedSignature> signers = new ConcurrentHashMap<>();

  /// @param ids names deliveries, as requests are named
  public PantheonHerald(Courier courier, Accounts accounts, Clock clock, Ids ids) {
    this.courier = courier;
    this.accounts = accounts;
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public String dialect() {
    return Form.DIALECT;
  }

  @Override
  public Telling tell(Message message, Notice notice) {
    return attempt(message, notice).telling();
  }

  @Override
  public Tried attempt(Message message, Notice notice) {
    var account = accounts.directory().account(message.account());
    if (account.isEmpty()) {
      return Tried.of(new Telling.Gone("the account is gone"));
    }
    var body =
        PantheonReplies.event(
            message, notice.sequence(), notice.change(), "req_" + ids.next().uuid());
    var signature = signer(account.get().webhookSecret()).sign(clock.now(), body);
    var fields = List.of(JSON, new Field(SIGNATURE, signature));
    return switch (message.parties().direction()) {
      case OUTBOUND -> courier.post(notice.destination(), fields, body).tried();
      case INBOUND ->
          courier
              .ask(
                  Inbox.of(message, notice),
                  turn -> turn.post(turn.hook().url(), fields, body, Exchange.BODY_MAX))
              .tried();
    };
  }

  /// Setting a key up costs more than using it, so the few that are in use are kept.
  private TimedSignature signer(Secret secret) {
    if (signers.size() >= SIGNERS_MAX) {
      signers.clear();
    }
    return signers.computeIfAbsent(secret, key -> new TimedSignature(key.reveal()));
  }
}
