package io.carillon.engine.billing;

import io.carillon.engine.change.Change;
import io.carillon.engine.change.Consequence;
import io.carillon.model.AccountId;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Commit.Write;
import io.carillon.model.Direction;
import io.carillon.model.Message;
import io.carillon.model.Money;
import java.util.function.Function;

/// Gives the price back when an outbound message has ended and no part of it is out, or left for
/// good: with its end, or when the last part that was out comes back refused.
public final class Refunds implements Consequence {
  private final Function<Message, AccountId> payer;

  /// @param payer who paid for a message
  public Refunds(Function<Message, AccountId> payer) {
    this.payer = payer;
  }

  /// Where every account pays for itself.
  public Refunds() {
    this(Message::account);
  }

  @Override
  public Change follow(Change change) {
    var message = change.after();
    boolean comesBack = message.isBack() && !change.before().map(Message::isBack).orElse(false);
    if (!comesBack
        || message.parties().direction() != Direction.OUTBOUND
        || message.bill().price().micros() == 0) {
      return change;
    }
    return change.with(
        new Write.Moved(
            payer.apply(message),
            Reason.REFUND,
            message.bill().price(),
            message.state().times().updated()));
  }

  /// What the account has paid for a message and not got back.
  public static Money kept(Message message) {
    var price = message.bill().price();
    boolean costs = message.parties().direction() == Direction.OUTBOUND && !message.isBack();
    return costs ? price : new Money(0, price.currency());
  }
}
