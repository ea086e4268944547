package io.carillon.sim;

import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Status;
import io.carillon.model.Wait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was written about one message, in order.
final class Course {
  final List<Message> states = new ArrayList<>();
  final List<Notice> owed = new ArrayList<>();
  long refunds;

  Message latest() {
    return states.getLast();
  }

  /// A next state is written; it must stand on the one before, and never fall back.
  void add(Message before, Message after) {
    if (!before.equals(latest())) {
      throw new AssertionError("written over what its decider did not see: " + latest());
    }
    var from = before.status();
    var to = after.status();
    if (from != to && !from.yieldsTo(to)) {
      throw new AssertionError("the status went from " + from + " to " + to + ": " + after);
    }
    states.add(after);
  }

  /// Whether a part ever bore a far end's id.
  boolean everBore(int part, String farId) {
    return !farId.isEmpty()
        && states.stream()
            .flatMap(state -> state.state().legs().stream())
            .anyMatch(leg -> leg.part() == part && leg.farId().equals(farId));
  }

  /// The statuses that were reached, in order; a message begins as queued.
  List<Status> reached() {
    var reached = new ArrayList<Status>();
    var last = Status.QUEUED;
    for (var state : states) {
      if (state.status() != last) {
        last = state.status();
        reached.add(last);
      }
    }
    return reached;
  }

  /// When it went, if it did: at the last claim before which no part of it was out. Of what was
  /// ever in doubt nobody can say.
  Optional<Instant> went() {
    var claimed = Optional.<Instant>empty();
    boolean out = false;
    for (var state : states) {
      var legs = state.state().legs();
      if (legs.stream().anyMatch(leg -> leg.standing() == Standing.UNKNOWN)) {
        return Optional.empty();
      }
      if (!out && state.state().work().waitsFor() == Wait.ANSWER) {
        claimed = state.state().work().due();
      }
      out = legs.stream().anyMatch(leg -> leg.standing() != Standing.NOT_TAKEN);
    }
    return out ? claimed : Optional.empty();
  }

  /// Whether it ever waited for this.
  boolean everWaitedFor(Wait wait) {
    return states.stream().anyMatch(state -> state.state().work().waitsFor() == wait);
  }

  /// Whether it ever had ended with nothing of it gone out, so that its price is to be given back.
  boolean earnsRefund() {
    return states.stream()
        .anyMatch(state ->
            state.status().rank() == 50
                && state.state().legs().stream()
                    .allMatch(leg -> leg.standing() == Standing.NOT_TAKEN));
  }
}
