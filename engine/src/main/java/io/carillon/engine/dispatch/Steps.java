package io.carillon.engine.dispatch;

import io.carillon.engine.change.Decision.Step;
import io.carillon.engine.comply.Check.Verdict;
import io.carillon.model.Commit.Write;
import io.carillon.model.Fault;
import io.carillon.model.Leg;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.Message.Facts;
import io.carillon.model.Message.Work;
import io.carillon.model.Outcome;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The decisions of dispatch: pure, each from what a message is and what happened to what it will
/// be.
///
/// A message is claimed (intent for each part, `ANSWER`); each part is answered; when no part is
/// still out, the message goes on by its worst part: an unknown one waits in `DOUBT`, one that was
/// not taken is tried again (`RETRY`, `THROTTLE`, `TURN`) or ends the message, and with all parts
/// taken it is `SENT`.
final class Steps {
  static final int ATTEMPTS_MAX = 5;
  private static final List<Write> NO_ROWS = List.of();

  private Steps() {}

  /// What a decision knows beside the message.
  ///
  /// @param elsewhere another carrier for a message that the one it is with will not take
  /// @param throttled how long one that was too much for its carrier waits
  record Around(
      DoubtPolicy doubt,
      Function<Message, Optional<String>> elsewhere,
      Duration throttled,
      Instant now) {
    /// Where there is no other carrier.
    static Around at(Instant now, DoubtPolicy doubt) {
      return new Around(doubt, _ -> Optional.empty(), Throttling.USUAL.pause(), now);
    }
  }

  /// A carrier answered one part.
  static Optional<Step> answered(Message message, int part, Outcome outcome, Around around) {
    var leg = message.state().legs().get(part - 1);
    if (leg.standing() != Standing.INTENDED) {
      return late(message, leg, outcome, around);
    }
    return Optional.of(
        switch (outcome) {
          case Outcome.Taken(var farId) ->
              onward(replaced(message, leg.takenAs(farId)), around, NO_ROWS);
          case Outcome.NotSent _ -> onward(notSent(message, leg), around, NO_ROWS);
          case Outcome.Unknown(var why) ->
              onward(
                  replaced(message, leg.with(Standing.UNKNOWN)),
                  around,
                  List.of(row(message, around.now(), TraceRow.Kind.DOUBTED, why)));
          case Outcome.NotTaken(var fault, var code) -> notTaken(message, leg, fault, code, around);
        });
  }

  private static Message notSent(Message message, Leg leg) {
    boolean othersFailed = any(message.state().legs(), Standing.NOT_TAKEN);
    var next = replaced(message, leg.with(Standing.NOT_TAKEN));
    return othersFailed ? next : faulted(next, Optional.empty(), "");
  }

  private static Step notTaken(Message message, Leg leg, Fault fault, String code, Around around) {
    var now = around.now();
    var next = replaced(message, leg.with(Standing.NOT_TAKEN));
    var refused = row(message, now, TraceRow.Kind.NOT_TAKEN, fault.word() + " " + code);
    return switch (fault.retry()) {
      case NO -> {
        var marked = faulted(next, Optional.of(fault), code);
        var rows = new ArrayList<>(List.of(refused));
        if (fault == Fault.OPTED_OUT) {
          rows.addAll(Stopping.toldBy(message.state().facts().carrier(), message, now));
        }
        yield Failover.mayHelp(marked)
            ? onward(marked, around, rows)
            : Step.to(failed(next, Status.FAILED, fault, code, now), rows);
      }
      case YES -> onward(troubled(next, fault, code), around, List.of(refused));
      case FREE -> {
        boolean first = !message.state().facts().fault().equals(Optional.of(fault));
        var rows = first ? List.of(row(message, now, TraceRow.Kind.THROTTLED, code)) : NO_ROWS;
        yield onward(troubled(next, fault, code), around, rows);
      }
    };
  }

  /// A refusal of another part, for good, outweighs a trouble that may pass.
  private static Message troubled(Message message, Fault fault, String code) {
    return isRefused(message) ? message : faulted(message, Optional.of(fault), code);
  }

  private static boolean isRefused(Message message) {
    return message.state().facts().fault().filter(it -> it.retry() == Fault.Retry.NO).isPresent();
  }

  /// An answer for a part that a receipt about an earlier try has settled meanwhile: the part stays
  /// settled, but the facts count, and the message goes on if this was the last answer awaited.
  /// Where that receipt said never, receipts of this try must find the part: one of them may say
  /// that it was delivered after all.
  private static Optional<Step> late(Message message, Leg leg, Outcome outcome, Around around) {
    var named =
        outcome instanceof Outcome.Taken(var farId)
                && (leg.farId().isEmpty() || leg.standing() == Standing.UNDELIVERED)
            ? leg.takenAs(farId).with(leg.standing())
            : leg;
    var next = replaced(message, named);
    var state = next.state();
    boolean last = state.work().waitsFor() == Wait.ANSWER && !any(state.legs(), Standing.INTENDED);
    if (last) {
      return Optional.of(onward(next, around, NO_ROWS));
    }
    if (outcome instanceof Outcome.Taken && state.times().sent().isEmpty() && !isOpen(next)) {
      return Optional.of(Step.to(sent(next, around.now())));
    }
    return named.equals(leg) ? Optional.empty() : Optional.of(Step.to(touched(next, around.now())));
  }

  /// Whether a part of it is still to be taken by the far end, as far as we know.
  private static boolean isOpen(Message message) {
    var legs = message.state().legs();
    return any(legs, Standing.INTENDED)
        || any(legs, Standing.UNKNOWN)
        || any(legs, Standing.NOT_TAKEN);
  }

  /// Goes on by the worst part, once none is out any more.
  private static Step onward(Message message, Around around, List<Write> rows) {
    var now = around.now();
    var state = message.state();
    if (any(state.legs(), Standing.INTENDED)) {
      return Step.to(touched(message, now), rows);
    }
    if (message.status().isFinal()) {
      return Step.to(idle(message, now), rows);
    }
    boolean open = any(state.legs(), Standing.NOT_TAKEN);
    if (open && isRefused(message)) {
      return Failover.elsewhere(message, around)
          .map(step -> step.with(rows))
          .orElseGet(() -> Step.to(failed(message, now), rows));
    }
    if (any(state.legs(), Standing.UNKNOWN)) {
      return Step.to(waiting(message, Wait.DOUBT, around.doubt().actsAt(now), now), rows);
    }
    if (!open) {
      return Step.to(sent(faulted(message, Optional.empty(), ""), now), rows);
    }
    var retry = state.facts().fault().map(Fault::retry).orElse(Fault.Retry.NO);
    return switch (retry) {
      case YES -> triedAgain(message, around, rows);
      case FREE ->
          Step.to(waiting(message, Wait.THROTTLE, now.plus(around.throttled()), now), rows);
      case NO -> Step.to(waiting(message, Wait.TURN, now, now), rows);
    };
  }

  /// One more try has failed, of however many parts: a next one, another carrier, or the end.
  private static Step triedAgain(Message message, Around around, List<Write> rows) {
    var next = counted(message);
    int attempts = next.state().work().attempts();
    if (attempts < ATTEMPTS_MAX) {
      var again = around.now().plus(pause(attempts));
      return Step.to(waiting(next, Wait.RETRY, again, around.now()), rows);
    }
    return Failover.elsewhere(next, around)
        .map(step -> step.with(rows))
        .orElseGet(() -> Step.to(failed(next, around.now()), rows));
  }

  private static Message failed(Message message, Instant now) {
    var facts = message.state().facts();
    var fault = facts.fault().orElse(Fault.ATTEMPTS_USED_UP);
    return failed(message, Status.FAILED, fault, facts.carrierCode(), now);
  }

  private static Message sent(Message message, Instant now) {
    var state = message.state();
    var work = state.work();
    boolean last = !message.status().isFinal();
    var waits = last && message.terms().wantsReceipt() ? Wait.RECEIPT : Wait.NOTHING;
    return moved(message, Status.SENT, state.facts(), work.waiting(waits, Optional.empty()), now);
  }

  /// 1 s, 4 s, 16 s, 64 s.
  static Duration pause(int attempts) {
    return Duration.ofSeconds(1L << (2 * Math.clamp(attempts - 1L, 0, 4)));
  }

  /// The server that claimed it is gone: what was out may have left.
  static Optional<Step> orphaned(Message message, DoubtPolicy policy, Instant now) {
    if (message.state().work().waitsFor() != Wait.ANSWER) {
      return Optional.empty();
    }
    var doubtful = swapped(message, Standing.INTENDED, Standing.UNKNOWN);
    return Optional.of(
        onward(
            doubtful,
            Around.at(now, policy),
            List.of(
                row(
                    message,
                    now,
                    TraceRow.Kind.DOUBTED,
                    "the server stopped before the carrier's answer was kept"))));
  }

  /// The moment has come to do what the policy says about an unknown outcome. To a person who was
  /// erased nothing can be sent again.
  static Optional<Step> doubtDue(Message message, DoubtPolicy policy, Instant now) {
    var work = message.state().work();
    boolean due = work.due().map(moment -> !moment.isAfter(now)).orElse(false);
    if (work.waitsFor() != Wait.DOUBT || !due || message.status().isFinal()) {
      return Optional.empty();
    }
    return switch (policy.kind()) {
      case HOLD, FAIL -> Optional.of(ended(message, Status.FAILED, Fault.OUTCOME_UNKNOWN, "", now));
      case RESEND ->
          Optional.of(
              work.doubts() == 0 && !message.isErased()
                  ? resent(message, now)
                  : ended(message, Status.FAILED, Fault.OUTCOME_UNKNOWN, "", now));
    };
  }

  /// The wall clock may have been set back to `now`: nothing waits longer for a turn, a next try or
  /// the policy's moment than it would if it began to wait now.
  static Optional<Step> redated(Message message, DoubtPolicy policy, Instant now) {
    var work = message.state().work();
    var pause =
        switch (work.waitsFor()) {
          case TURN -> Optional.of(Duration.ZERO);
          case RETRY -> Optional.of(pause(work.attempts()));
          case THROTTLE -> Optional.of(Throttling.USUAL.pauseMax());
          case QUIET, CAP, FREQUENCY -> Optional.of(Verdict.Later.MAX);
          case DOUBT -> Optional.of(Duration.between(now, policy.actsAt(now)));
          case NOTHING, SCHEDULE, ANSWER, RECEIPT, REPLY, SUSPENDED -> Optional.<Duration>empty();
        };
    return pause
        .map(now::plus)
        .filter(due -> !message.status().isFinal())
        .filter(due -> work.due().filter(due::isBefore).isPresent())
        .map(due -> Step.to(waiting(message, work.waitsFor(), due, now)));
  }

  private static Step resent(Message message, Instant now) {
    var again = swapped(message, Standing.UNKNOWN, Standing.NOT_TAKEN);
    var work =
        again
            .state()
            .work()
            .waiting(Wait.TURN, Optional.of(now))
            .with(again.state().work().tries().doubted());
    var next = moved(again, message.status(), again.state().facts(), work, now);
    return Step.to(
        next,
        List.of(row(message, now, TraceRow.Kind.RESENT, "no receipt settled the doubt in time")));
  }

  /// The message ends without delivery. While other parts of it are out, it still waits for their
  /// answers.
  static Step ended(Message message, Status status, Fault fault, String code, Instant now) {
    return Step.to(failed(message, status, fault, code, now));
  }

  private static Message failed(
      Message message, Status status, Fault fault, String code, Instant now) {
    var state = message.state();
    var next =
        moved(message, status, state.facts().faulted(Optional.of(fault), code), state.work(), now);
    return any(state.legs(), Standing.INTENDED) ? next : idle(next, now);
  }

  private static Message idle(Message message, Instant now) {
    var work = message.state().work().waiting(Wait.NOTHING, Optional.empty());
    return moved(message, message.status(), message.state().facts(), work, now);
  }

  private static Message waiting(Message message, Wait wait, Instant due, Instant now) {
    var state = message.state();
    return moved(
        message,
        message.status(),
        state.facts(),
        state.work().waiting(wait, Optional.of(due)),
        now);
  }

  static Step held(Message message, Verdict.Later later, Instant now) {
    return Step.to(touched(later.on(message), now));
  }

  private static Message touched(Message message, Instant now) {
    return moved(message, message.status(), message.state().facts(), message.state().work(), now);
  }

  private static Message counted(Message message) {
    var state = message.state();
    return message.with(
        state.with(state.facts(), state.work().with(state.work().tries().counted())));
  }

  static Message faulted(Message message, Optional<Fault> fault, String code) {
    var state = message.state();
    return message.with(state.with(state.facts().faulted(fault, code), state.work()));
  }

  /// The message with the status raised (never lowered) and everything else as given.
  static Message moved(Message message, Status status, Facts facts, Work work, Instant now) {
    return message.with(message.state().with(facts, work).raised(status, now));
  }

  private static Message replaced(Message message, Leg leg) {
    var state = message.state();
    if (state.legs().size() == 1) {
      return message.with(state.with(List.of(leg)));
    }
    var next = new ArrayList<>(state.legs());
    next.set(leg.part() - 1, leg);
    return message.with(state.with(next));
  }

  private static Message swapped(Message message, Standing from, Standing to) {
    var state = message.state();
    return message.with(
        state.with(
            state.legs().stream()
                .map(leg -> leg.standing() == from ? leg.with(to) : leg)
                .toList()));
  }

  static boolean any(List<Leg> legs, Standing standing) {
    for (var leg : legs) {
      if (leg.standing() == standing) {
        return true;
      }
    }
    return false;
  }

  static Write row(Message message, Instant now, TraceRow.Kind kind, String detail) {
    return new Write.Noted(new TraceRow(message.id(), now, kind, detail));
  }
}
