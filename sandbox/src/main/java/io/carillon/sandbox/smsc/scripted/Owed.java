package io.carillon.sandbox.smsc.scripted;

import io.carillon.sandbox.smsc.script.Delay;
import io.carillon.sandbox.smsc.script.HandsetNetworks;
import io.carillon.sandbox.smsc.script.ReceiptPlan;
import io.carillon.sandbox.smsc.script.ReceiptPlan.Via;
import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.Pdu.DeliverSm;
import org.jspecify.annotations.Nullable;

/// What is owed to an account: one deliver_sm after the other, each once the former was answered.
/// In the hands of one thread at a time, but for its rest, which a cancel_sm may end.
final class Owed {
  private final Content content;
  private final @Nullable Bind origin;
  private @Nullable Runnable afterSent;
  private int step;
  private int tries;

  /// The step from which on its receipts tell that the message was cancelled; -1 = none does.
  private int cancelledFrom = -1;

  /// Whether its next delivery waits for its time. Guarded by this.
  private boolean resting;

  private boolean over;

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

  /// Its time has come: the message is what the next receipt says.
  void ripen() {
    if (content instanceof Content.Receipts(var message, _, _) && !message.isCancelled()) {
      message.reach(state());
    }
  }

  private MessageState state() {
    if (!(content instanceof Content.Receipts(var message, var plan, _))) {
      throw new IllegalStateException("words have no state");
    }
    if (cancelledFrom < 0 && message.isCancelled()) {
      cancelledFrom = step;
    }
    return cancelledFrom >= 0 ? MessageState.DELETED : plan.states().get(step / plan.copies());
  }

  /// What is to be sent now.
  DeliverSm pdu() {
    return switch (content) {
      case Content.Receipts(var message, var plan, var networks) ->
          ReceiptWriter.write(message, state(), plan, networks);
      case Content.Words(var pdu) -> pdu;
    };
  }

  /// Goes on to the next; false where there is none.
  synchronized boolean next() {
    step++;
    tries = 0;
    over = !(content instanceof Content.Receipts receipts && hasNext(receipts));
    return !over;
  }

  private boolean hasNext(Content.Receipts receipts) {
    int copies = receipts.plan().copies();
    if (cancelledFrom >= 0) {
      return step < cancelledFrom + copies;
    }
    return receipts.message().isCancelled()
        ? receipts.message().tellsCancel()
        : step < receipts.plan().states().size() * copies;
  }

  /// Whether all was delivered or given up.
  synchronized boolean isOver() {
    return over;
  }

  /// Its next delivery has to wait for its time.
  synchronized void rest() {
    resting = true;
  }

  /// Ends the rest, for one who asks and no other.
  synchronized boolean takeRest() {
    boolean taken = resting;
    resting = false;
    return taken;
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
