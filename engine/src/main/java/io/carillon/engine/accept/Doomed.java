package io.carillon.engine.accept;

import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Message.Bill;
import io.carillon.model.Message.Tries;
import io.carillon.model.Message.Work;
import io.carillon.model.Money;
import io.carillon.model.Status;
import io.carillon.model.Wait;
import java.util.Optional;

/// Messages that failed as they were accepted: they cost nothing and go nowhere.
final class Doomed {
  private Doomed() {}

  /// What becomes of a message that would have passed, but for a fault.
  static Message of(Message message, Fault fault) {
    var price = new Money(0, message.bill().price().currency());
    var bill = new Bill(message.bill().encoding(), message.bill().segments(), price);
    var state = message.state().raised(Status.FAILED, message.state().times().accepted());
    var flow = state.work().flow();
    var nowhere = new Work(Drafting.NO_LANE, flow, Wait.NOTHING, Optional.empty(), Tries.NONE, 0);
    var facts = state.facts().faulted(Optional.of(fault), "");
    return new Message(
        message.id(),
        message.parties(),
        message.content(),
        message.terms(),
        bill,
        message.origin(),
        state.with(facts, nowhere));
  }
}
