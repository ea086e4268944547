package io.carillon.front.intelepeer;

import io.carillon.front.arranged.OwnNumber;
import io.carillon.front.post.Courier;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Attempt.Exchange;
import io.carillon.model.Inbox;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Secret;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Herald;
import io.carillon.wire.http.Field;
import java.util.List;
import java.util.Optional;

/// Tells by a POST: a delivery receipt to the webhook that the message named, and what a person
/// wrote to a number to the webhook of the number.
///
/// As the vendor does it, `signature` is no signature but the account's webhook secret itself. The
/// page shows no body of a receipt: that one is ours, written down in
/// `docs/reference/intelepeer.md`.
public final class IntelePeerHerald implements Herald {
  /// In which what people write can be told.
  public static final List<Shape> SHAPES =
      List.of(new Shape(Form.DIALECT, "", Naming.POSSIBLE, false));

  private static final Field JSON = new Field("Content-Type", "application/json");

  /// How often a message from a person is told (page "Receiving SMS Messages").
  private static final int ATTEMPTS_MAX = 5;

  /// In the place of the secret.
  private static final String HIDDEN = "***";

  private final Courier courier;
  private final Accounts accounts;

  public IntelePeerHerald(Courier courier, Accounts accounts) {
    this.courier = courier;
    this.accounts = accounts;
  }

  @Override
  public String dialect() {
    return Form.DIALECT;
  }

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public Optional<Inbox> inbox(AccountId account, Address sender) {
    var number = OwnNumber.of(accounts.directory(), account, sender);
    return number.isHeardIn(Form.DIALECT) ? webhook(number) : Optional.empty();
  }

  @Override
  public Optional<Inbox> inbox(AccountId account, Address sender, Shape shape) {
    return webhook(OwnNumber.of(accounts.directory(), account, sender));
  }

  private static Optional<Inbox> webhook(OwnNumber number) {
    return number.fact(IntelePeerNumbers.WEBHOOK).map(Inbox::at);
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
    var secret = account.get().webhookSecret();
    var tried =
        switch (message.parties().direction()) {
          case OUTBOUND ->
              post(notice, IntelePeerReplies.receipt(message, notice.change(), secret));
          case INBOUND ->
              judged(
                  asked(message, notice, IntelePeerReplies.arrival(message, to(message), secret)),
                  notice.telling().attempts());
        };
    return new Tried(tried.telling(), tried.exchange().map(all -> without(secret, all)));
  }

  private Tried post(Notice notice, byte[] body) {
    return courier.post(notice.destination(), List.of(JSON), body).tried();
  }

  private Tried asked(Message message, Notice notice, byte[] body) {
    return courier
        .ask(
            Inbox.of(message, notice),
            turn -> turn.post(turn.hook().url(), List.of(JSON), body, Exchange.BODY_MAX))
        .tried();
  }

  /// The body that is told holds the secret, and whoever answers may repeat it.
  private static Exchange without(Secret secret, Exchange all) {
    var body = all.body().replace(secret.reveal(), HIDDEN);
    return new Exchange(all.asked(), all.answered(), body);
  }

  /// The number that a person wrote to, as the dialect writes it.
  private String to(Message message) {
    var to = message.parties().to();
    return accounts.directory().owners(to).stream()
        .filter(sender -> sender.account().equals(message.account()))
        .findFirst()
        .map(sender -> Sender.written(to, sender.callingCode()))
        .orElse(to.value());
  }

  private static Tried judged(Tried tried, int failed) {
    return tried.telling() instanceof Telling.NotNow(var answer, var why, _)
            && failed + 1 >= ATTEMPTS_MAX
        ? new Tried(
            new Telling.GivenUp(answer, why + "; it was the last of " + ATTEMPTS_MAX + " attempts"),
            tried.exchange())
        : tried;
  }
}
