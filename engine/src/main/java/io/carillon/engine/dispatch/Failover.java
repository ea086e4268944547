package io.carillon.engine.dispatch;

import io.carillon.engine.change.Decision.Step;
import io.carillon.model.Fault;
import io.carillon.model.Leg;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.Message.Tries;
import io.carillon.model.Message.Work;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The decisions that give a message to another carrier. Only one of which no part was taken goes,
/// and none whose outcome is unknown: it must never be sent twice.
final class Failover {
  private Failover() {}

  /// Whether another carrier might take what this one will not: nothing of it was taken, nothing is
  /// in doubt, and the fault is one of the carrier, not of the message.
  static boolean mayHelp(Message message) {
    return message.state().facts().fault().map(Fault::isOfCarrier).orElse(false)
        && message.state().legs().stream().map(Leg::standing).allMatch(Failover::isFree);
  }

  private static boolean isFree(Standing standing) {
    return switch (standing) {
      case INTENDED, NOT_TAKEN -> true;
      case TAKEN, UNKNOWN, DELIVERED, UNDELIVERED -> false;
    };
  }

  /// The carrier will not take a message: the next one of its route does. Empty where there is
  /// none, or where that could send it twice.
  static Optional<Step> elsewhere(Message message, Steps.Around around) {
    if (!mayHelp(message) || Steps.any(message.state().legs(), Standing.INTENDED)) {
      return Optional.empty();
    }
    var from = message.state().work().lane();
    var tries = message.state().work().tries().refused(from);
    return around
        .elsewhere()
        .apply(message)
        .map(to -> {
          var why = message.state().facts().fault().map(Fault::word).orElse("");
          var row =
              Steps.row(message, around.now(), TraceRow.Kind.FAILED_OVER, told(from, to, why));
          var clean = Steps.faulted(message, Optional.empty(), "");
          return Step.to(handed(clean, to, tries, around.now()), List.of(row));
        });
  }

  /// The carrier of a waiting message is gone: another takes it over, or it fails.
  static Optional<Step> rerouted(Message message, Optional<String> carrier, Instant now) {
    var work = message.state().work();
    if (message.status().isFinal() || !Claims.mayBeClaimed(work, now)) {
      return Optional.empty();
    }
    if (carrier.isEmpty()) {
      return Optional.of(Steps.ended(message, Status.FAILED, Fault.NO_CARRIER, "", now));
    }
    return waitsBefore(message, carrier.get())
        ? Optional.empty()
        : Optional.of(Step.to(handed(message, carrier.get(), work.tries(), now)));
  }

  /// The carrier of a waiting message is down: another takes it over, where there is one.
  static Optional<Step> relieved(Message message, Optional<String> carrier, Instant now) {
    var work = message.state().work();
    if (carrier.isEmpty()
        || waitsBefore(message, carrier.get())
        || message.status().isFinal()
        || !Claims.mayBeClaimed(work, now)) {
      return Optional.empty();
    }
    var told = told(work.lane(), carrier.get(), "is down");
    return Optional.of(
        Step.to(
            handed(message, carrier.get(), work.tries(), now),
            List.of(Steps.row(message, now, TraceRow.Kind.FAILED_OVER, told))));
  }

  private static boolean waitsBefore(Message message, String carrier) {
    return carrier.equals(message.state().work().lane());
  }

  private static String told(String from, String to, String why) {
    return "from " + from + " to " + to + ": " + why;
  }

  private static Message handed(Message message, String carrier, Tries tries, Instant now) {
    var work = message.state().work();
    var next = new Work(carrier, work.flow(), Wait.TURN, Optional.of(now), tries, work.run());
    return Steps.moved(message, message.status(), message.state().facts(), next, now);
  }
}
