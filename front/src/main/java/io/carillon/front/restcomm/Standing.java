package io.carillon.front.restcomm;

import io.carillon.model.Fault;
import io.carillon.model.Leg;
import io.carillon.model.Message;
import io.carillon.model.Money;
import io.carillon.model.Notice.Change;
import io.carillon.model.Status;
import java.time.Instant;
import java.util.Optional;

/// What a reply or callback says of a message at one moment of its life.
///
/// @param status the dialect's word
/// @param error why it failed
/// @param price as charged; zero where it was given back
record Standing(
    String status,
    Instant updated,
    Optional<Instant> sent,
    Optional<ReasonCode> error,
    Money price) {

  /// As it was accepted, whatever became of it since: `status` is the form's word for that.
  static Standing accepted(Message message, String status) {
    return new Standing(
        status,
        message.state().times().accepted(),
        Optional.empty(),
        Optional.empty(),
        message.bill().price());
  }

  /// As it stands now.
  static Standing now(Message message) {
    var state = message.state();
    return new Standing(
        RestcommMapping.word(state.status()),
        state.times().updated(),
        state.times().sent(),
        error(message, state.status(), state.facts().fault()),
        price(message));
  }

  /// As it stood right after a change.
  static Standing after(Message message, Change change) {
    return new Standing(
        RestcommMapping.word(change.status()),
        change.at(),
        message.state().times().sent().filter(sent -> !sent.isAfter(change.at())),
        error(message, change.status(), change.fault()),
        price(message));
  }

  /// A late receipt may deliver what had failed: the fault is then history, not the state.
  private static Optional<ReasonCode> error(Message message, Status status, Optional<Fault> fault) {
    if (status.rank() > Status.FAILED.rank() || fault.isEmpty()) {
      return Optional.empty();
    }
    return RestcommMapping.receiptError(message.state().facts().carrierCode())
        .or(() -> fault.map(found -> RestcommFault.of(found).ended()));
  }

  /// What ended without a part that is out was paid back.
  private static Money price(Message message) {
    var price = message.bill().price();
    boolean ended = message.status().rank() == Status.FAILED.rank();
    boolean back = message.state().legs().stream().allMatch(Standing::isBack);
    return ended && back ? new Money(0, price.currency()) : price;
  }

  private static boolean isBack(Leg leg) {
    return leg.standing() == Leg.Standing.NOT_TAKEN;
  }
}
