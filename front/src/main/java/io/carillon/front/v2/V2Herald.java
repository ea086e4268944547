package io.carillon.front.v2;

import io.carillon.front.post.Courier;
import io.carillon.model.Inbox;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Herald;
import java.util.List;

/// Tells a change of a message by a POST to its webhook's URL, and what a person wrote by one to
/// the URL that is set for the sender or the account, signed by the Standard Webhooks specification
/// (standardwebhooks.com). The webhook's id is the same at each try.
public final class V2Herald implements Herald {
  /// In which what people write can be told.
  public static final List<Shape> SHAPES =
      List.of(new Shape(V2Mapping.DIALECT, "", Naming.NEEDED, false));

  private final V2Signing signing;

  public V2Herald(Courier courier, Accounts accounts, Clock clock) {
    signing = new V2Signing(courier, accounts, clock);
  }

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public String dialect() {
    return V2Mapping.DIALECT;
  }

  @Override
  public Telling tell(Message message, Notice notice) {
    return attempt(message, notice).telling();
  }

  @Override
  public Tried attempt(Message message, Notice notice) {
    var id = WebhookName.of(notice).text();
    var body = V2Replies.event(message, notice);
    return switch (message.parties().direction()) {
      case OUTBOUND -> signing.post(message.account(), notice.destination(), id, body);
      case INBOUND -> signing.ask(message.account(), Inbox.of(message, notice), id, body);
    };
  }
}
