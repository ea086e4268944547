package io.carillon.sandbox.smsc.scripted;

import io.carillon.sandbox.smsc.script.Delay;
import io.carillon.sandbox.smsc.script.HandsetNetworks;
import io.carillon.sandbox.smsc.script.ReceiptPlan;
import io.carillon.sandbox.smsc.script.ReceiptPlan.Via;
import io.carillon.wire.smpp.Pdu.DeliverSm;
import org.jspecify.annotations.Nullable;

/// What is owed to an account: one deliver_sm after the other, each once the former was answered.
/// In the hands of one thread at a time.
final class Owed {
  private final Content content;
  private final @Nullable Bind origin;
  private @Nullable Runnable afterSent;
  private int step;
  private int tries;

  /// What is delivered.
  sealed interface Content {
    /// The receipts of a message.
    record Receipts(Message message, ReceiptPlan plan, HandsetNetworks networks)
        implements Content {}

    /// Something a person wrote, or a part of it.
    record Words(DeliverSm pdu) implements Content {}
  }

  /// @param origin the bind that brought the message; null where none did
  /// @param afterSent runs once, when the first was put on the wire
  Owed(Content content, @Nullable Bind origin, @Nullable Runnable afterSent) {
    this.content = content;
    this.origin = origin;
    this.afterSent = afterSent;
  }

  @Nullable Bind origin() {
    return origin;
  }

  boolean isReceipt() {
    return content instanceof Content.Receipts;
  }

  Via via() {
    return content instanceof Content.Receipts receipts ? receipts.plan().via() : Via.ANY;
  }

  /// What is to be sent now.
  DeliverSm pdu() {
    return switch (content) {
      case Content.Receipts(var message, var plan, var networks) ->
          ReceiptWriter.write(message, plan.states().get(step / plan.copies()), plan, networks);
      case Content.Words(var pdu) -> pdu;
    };
  }

  /// Goes on to the next; false where there is none.
  boolean next() {
    step++;
    tries = 0;
    return content instanceof Content.Receipts receipts
        && step < receipts.plan().states().size() * receipts.plan().copies();
  }

  /// One more try of the same; how many it makes.
  int tried() {
    return ++tries;
  }

  /// What is to be run now that it was sent; null after the first time.
  @Nullable Runnable takeAfterSent() {
    var taken = afterSent;
    afterSent = null;
    return taken;
  }

  /// What lies between this one and the next, or nothing.
  Delay delay() {
    return content instanceof Content.Receipts receipts ? receipts.plan().delay() : Delay.NONE;
  }
}
