package io.carillon.front.intelepeer;

import io.carillon.front.post.Courier;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Herald;
import io.carillon.wire.http.Field;
import java.util.List;

/// Tells a delivery receipt by a POST to the webhook that the message named.
///
/// As the vendor does it, `signature` is no signature but the account's webhook secret itself. The
/// page shows no body: this one is ours, written down in `docs/reference/intelepeer.md`.
public final class IntelePeerHerald implements Herald {
  private static final Field JSON = new Field("Content-Type", "application/json");

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
  public Telling tell(Message message, Notice notice) {
    var account = accounts.directory().account(message.account());
    if (account.isEmpty()) {
      return new Telling.Gone("the account is gone");
    }
    var body = IntelePeerReplies.receipt(message, notice.change(), account.get().webhookSecret());
    return courier.post(notice.destination(), List.of(JSON), body);
  }
}
