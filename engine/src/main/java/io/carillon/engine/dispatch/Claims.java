package io.carillon.engine.dispatch;

import io.carillon.engine.change.Decision.Step;
import io.carillon.engine.comply.Check.Verdict;
import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Leg;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.Message.Work;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The decision with which a message's turn comes: the intent of each part, or its end because its
/// time is over, its person was erased, or nobody can read any more what it says.
final class Claims {
  /// A claim is answered long before this; one that is not was lost with its process.
  static final Duration CLAIM_LIMIT = Duration.ofMinutes(10);

  private static final String ERASED = "erased: its person was, before its backup was restored";

  private Claims() {}

  /// Claims a message for a carrier: the intent for each part that has not been taken.
  static Optional<Step> claim(Message message, String carrier, int parts, Instant now, long run) {
    if (message.status().isFinal() || !mayBeClaimed(message.state().work(), now)) {
      return Optional.empty();
    }
    if (message.isErased()) {
      var row = Steps.row(message, now, TraceRow.Kind.CHECKED, ERASED);
      return Optional.of(
          Steps.ended(message, Status.CANCELED, Fault.CANCELED, "", now).with(List.of(row)));
    }
    if (isExpired(message, now)) {
      return Optional.of(Steps.ended(message, Status.EXPIRED, over(message), "", now));
    }
    if (message.content() instanceof Content.Shredded
        || message.content() instanceof Content.Sealed) {
      return Optional.of(Steps.ended(message, Status.FAILED, Fault.CONTENT_UNSUPPORTED, "", now));
    }
    var state = message.state();
    var work =
        new Work(
            carrier,
            state.work().flow(),
            Wait.ANSWER,
            Optional.of(now.plus(CLAIM_LIMIT)),
            state.work().tries(),
            run);
    var intended = message.with(state.with(intents(message, parts)));
    return Optional.of(
        Step.to(Steps.moved(intended, Status.SENDING, state.facts().on(carrier), work, now)));
  }

  /// Lets a message whose turn has come wait all the same, at most until its time is over; what has
  /// begun to leave goes on. Its status does not tell, and its trace tells once what it waits for,
  /// not each time that this is still so.
  static Optional<Step> held(Message message, Verdict.Later later, Instant now) {
    var work = message.state().work();
    boolean mayWait =
        !message.status().isFinal()
            && mayBeClaimed(work, now)
            && !isExpired(message, now)
            && !message.isErased()
            && message.state().legs().stream()
                .allMatch(leg -> leg.standing() == Standing.NOT_TAKEN);
    if (!mayWait) {
      return Optional.empty();
    }
    var step = Steps.held(message, later, now);
    return Optional.of(
        work.waitsFor() == later.waitsFor()
            ? step
            : step.with(List.of(Steps.row(message, now, TraceRow.Kind.CHECKED, later.why()))));
  }

  /// Gives a message its turn, now that its account may send again.
  static Optional<Step> resumed(Message message, Instant now) {
    var state = message.state();
    if (message.status().isFinal() || state.work().waitsFor() != Wait.SUSPENDED) {
      return Optional.empty();
    }
    var work = state.work().waiting(Wait.TURN, Optional.of(now));
    var row = Steps.row(message, now, TraceRow.Kind.CHECKED, "account: it may send again");
    return Optional.of(
        Step.to(Steps.moved(message, message.status(), state.facts(), work, now), List.of(row)));
  }

  /// Ends a message whose turn has come and whose person has stopped its sender.
  static Optional<Step> stopped(Message message, Instant now) {
    if (message.status().isFinal() || !mayBeClaimed(message.state().work(), now)) {
      return Optional.empty();
    }
    return Optional.of(Stopping.ended(message, now));
  }

  /// Ends a waiting message whose time is over.
  static Optional<Step> expired(Message message, Instant now) {
    boolean waits = !message.status().isFinal() && mayBeClaimed(message.state().work(), now);
    return waits && isExpired(message, now)
        ? Optional.of(Steps.ended(message, Status.EXPIRED, over(message), "", now))
        : Optional.empty();
  }

  static boolean mayBeClaimed(Work work, Instant now) {
    return switch (work.waitsFor()) {
      case TURN, SCHEDULE, RETRY, THROTTLE, QUIET, CAP, FREQUENCY, SUSPENDED ->
          work.due().map(due -> !due.isAfter(now)).orElse(false);
      case NOTHING, ANSWER, DOUBT, RECEIPT, REPLY -> false;
    };
  }

  /// Why the time of a message is over: what it waited for longest says it.
  private static Fault over(Message message) {
    return switch (message.state().work().waitsFor()) {
      case CAP -> Fault.CAP_REACHED;
      case FREQUENCY -> Fault.NOT_NOW;
      case NOTHING, TURN, SCHEDULE, RETRY, THROTTLE, ANSWER, DOUBT -> Fault.EXPIRED;
      case RECEIPT, QUIET, REPLY, SUSPENDED -> Fault.EXPIRED;
    };
  }

  static boolean isExpired(Message message, Instant now) {
    return now.isAfter(message.until());
  }

  private static List<Leg> intents(Message message, int parts) {
    var before = message.state().legs();
    var legs = new ArrayList<Leg>(parts);
    for (int i = 0; i < parts; i++) {
      if (i >= before.size()) {
        legs.add(new Leg(i + 1, Standing.INTENDED, "", reference(message, i)));
      } else if (before.get(i).standing() == Standing.NOT_TAKEN) {
        legs.add(before.get(i).with(Standing.INTENDED));
      } else {
        legs.add(before.get(i));
      }
    }
    return legs;
  }

  private static int reference(Message message, int index) {
    long mixed = message.id().value().low() * 0x9E37_79B9_7F4A_7C15L;
    return (int) ((mixed >>> 48) + index) & 0xFFFF;
  }
}
