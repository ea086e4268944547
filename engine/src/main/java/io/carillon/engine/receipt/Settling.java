package io.carillon.engine.receipt;

import io.carillon.engine.change.Decision.Step;
import io.carillon.model.Commit.Write;
import io.carillon.model.Fault;
import io.carillon.model.Leg;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.Report.Receipt;
import io.carillon.model.Report.Verdict;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a receipt makes of a message: pure.
///
/// Each part has its own receipt; a message is delivered when all parts are, and ends undelivered
/// when every part has its receipt and one says never. A delivered receipt beats a failure that was
/// said before; the other way round nothing is changed. That a receipt says nothing new is a change
/// of the message all the same: it holds only if what was said before is written.
final class Settling {
  private Settling() {}

  /// The step for a receipt about `leg` (found by far id, by reference, or as the only open one).
  static Optional<Step> on(Message message, int part, Receipt receipt, Instant now) {
    if (part > message.state().legs().size()) {
      return Optional.empty();
    }
    var leg = message.state().legs().get(part - 1);
    var standing = standing(receipt.verdict());
    if (standing.isEmpty()) {
      return Optional.of(only(message, now, TraceRow.Kind.RECEIPT, receipt));
    }
    boolean news = isNews(leg.standing(), standing.get());
    boolean read = receipt.verdict() == Verdict.READ && message.status() != Status.READ;
    if (!news && !read) {
      var repeated = row(message, now, TraceRow.Kind.RECEIPT_REPEATED, receipt);
      return Optional.of(Step.to(message, List.of(repeated)));
    }
    var rows = new ArrayList<Write>(1);
    if (leg.standing() == Standing.UNKNOWN || leg.standing() == Standing.NOT_TAKEN) {
      rows.add(row(message, now, TraceRow.Kind.SETTLED, receipt));
    }
    var named = leg.farId().isEmpty() ? leg.takenAs(receipt.farId()) : leg;
    return Optional.of(Step.to(settled(message, named.with(standing.get()), receipt, now), rows));
  }

  private static Message settled(Message message, Leg leg, Receipt receipt, Instant now) {
    var legs = new ArrayList<>(message.state().legs());
    legs.set(leg.part() - 1, leg);
    if (legs.size() > 1) {
      legs.replaceAll(other -> isNamedAs(leg, other) ? other.with(leg.standing()) : other);
    }
    var state = message.state().with(legs);
    var status = verdict(legs, receipt.verdict());
    var facts = state.facts().within(receipt.network());
    if (status.isPresent()) {
      var fault = fault(status.get());
      facts = facts.faulted(fault, fault.isPresent() ? receipt.code() : "");
      var idle = state.work().waiting(Wait.NOTHING, Optional.empty());
      return message.with(state.with(facts, idle).raised(status.get(), now));
    }
    var next = state.with(facts, state.work());
    if (message.status().isFinal()) {
      return message.with(next);
    }
    boolean out = any(legs, Standing.INTENDED) || any(legs, Standing.UNKNOWN);
    boolean left = any(legs, Standing.NOT_TAKEN);
    if (!out && !left) {
      var waits = state.work().waiting(Wait.RECEIPT, Optional.empty());
      return message.with(state.with(facts, waits).raised(Status.SENT, now));
    }
    boolean resolved = !out && state.work().waitsFor() == Wait.DOUBT;
    var turn = state.work().waiting(Wait.TURN, Optional.of(now));
    return message.with(resolved ? state.with(facts, turn) : next);
  }

  /// Some far ends give all parts of a long text one name, and send one receipt for it.
  private static boolean isNamedAs(Leg leg, Leg other) {
    return other.farId().equals(leg.farId())
        && !leg.farId().isEmpty()
        && isNews(other.standing(), leg.standing());
  }

  private static boolean any(List<Leg> legs, Standing standing) {
    return legs.stream().anyMatch(leg -> leg.standing() == standing);
  }

  /// The status that the parts together make, once every part has its receipt.
  private static Optional<Status> verdict(List<Leg> legs, Verdict last) {
    boolean undelivered = false;
    for (var leg : legs) {
      switch (leg.standing()) {
        case INTENDED, TAKEN, NOT_TAKEN, UNKNOWN -> {
          return Optional.empty();
        }
        case UNDELIVERED -> undelivered = true;
        case DELIVERED -> {}
      }
    }
    if (!undelivered) {
      return Optional.of(last == Verdict.READ ? Status.READ : Status.DELIVERED);
    }
    return Optional.of(
        switch (last) {
          case EXPIRED -> Status.EXPIRED;
          case REJECTED -> Status.FAILED;
          case DELETED -> Status.CANCELED;
          case UNDELIVERABLE, UNDERWAY, DELIVERED, READ, UNKNOWN -> Status.UNDELIVERED;
        });
  }

  private static Optional<Standing> standing(Verdict verdict) {
    return switch (verdict) {
      case DELIVERED, READ -> Optional.of(Standing.DELIVERED);
      case UNDELIVERABLE, EXPIRED, REJECTED, DELETED -> Optional.of(Standing.UNDELIVERED);
      case UNDERWAY, UNKNOWN -> Optional.empty();
    };
  }

  private static boolean isNews(Standing before, Standing next) {
    return switch (before) {
      case INTENDED, TAKEN, NOT_TAKEN, UNKNOWN -> true;
      case UNDELIVERED -> next == Standing.DELIVERED;
      case DELIVERED -> false;
    };
  }

  private static Optional<Fault> fault(Status status) {
    return switch (status) {
      case UNDELIVERED -> Optional.of(Fault.UNDELIVERABLE);
      case EXPIRED -> Optional.of(Fault.EXPIRED);
      case FAILED -> Optional.of(Fault.REJECTED);
      case CANCELED -> Optional.of(Fault.CANCELED);
      case ACCEPTED, SCHEDULED, QUEUED, SENDING, SENT, DELIVERED, READ, RECEIVED ->
          Optional.empty();
    };
  }

  private static Step only(Message message, Instant now, TraceRow.Kind kind, Receipt receipt) {
    return Step.only(List.of(row(message, now, kind, receipt)));
  }

  private static Write row(Message message, Instant now, TraceRow.Kind kind, Receipt receipt) {
    var detail =
        receipt.verdict().name().toLowerCase(Locale.ROOT)
            + (receipt.code().isEmpty() ? "" : " (code " + receipt.code() + ")");
    return new Write.Noted(new TraceRow(message.id(), now, kind, detail));
  }
}
