package io.carillon.sim;

import io.carillon.engine.dispatch.DoubtPolicy;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Commit.Write;
import io.carillon.model.Leg;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.Report;
import io.carillon.model.Report.Receipt;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.model.port.Carrier.Part;
import io.carillon.model.port.Fragments;
import io.carillon.sim.FarEnd.Taking;
import io.carillon.sim.FarEnd.Told;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The product's promises, those that can be judged the moment something happens. What can only be
/// judged at the end stands in [Judgement].
final class Promises {
  final Map<MessageId, Course> courses = new LinkedHashMap<>();
  final Stops stops = new Stops();

  /// What persons wrote and was understood as a stop, a start or a question.
  final Set<MessageId> understood = new HashSet<>();

  private final World world;
  private final List<Asked> open = new ArrayList<>();

  Promises(World world) {
    this.world = world;
  }

  /// Reports that were brought to a process, which owes one answer.
  final class Asked {
    private final Life life = world.life();
    private boolean answered;

    void answered() {
      if (answered) {
        throw new AssertionError("reports were answered twice");
      }
      answered = true;
      open.remove(this);
    }
  }

  /// A commit was written.
  void written(Commit commit) {
    said(commit);
    Message message = null;
    for (var write : commit.writes()) {
      switch (write) {
        case Write.Added(var added) -> {
          var course = new Course();
          course.states.add(added);
          courses.put(added.id(), course);
          stops.added(added);
          message = added;
          tell(added);
        }
        case Write.Changed(var before, var after) -> {
          course(after.id()).add(before, after);
          stops.changed(before, after);
          message = after;
          tell(after);
        }
        case Write.Owed(var notice) -> {
          course(notice.message()).owed.add(notice);
          world.endpoints.owed(notice);
        }
        case Write.Moved(_, var reason, var amount, _) -> {
          if (reason == Reason.REFUND) {
            course(Objects.requireNonNull(message).id()).refunds += amount.micros();
          }
        }
        case Write.Noted(var row) ->
            world.story.tell(() -> World.name(row.message()) + " noted " + row.kind());
        case Write.Parked(var half) -> world.story.tell(() -> "parked " + half.receipt().farId());
        case Write.Unparked(_, var farId) -> world.story.tell(() -> "unparked " + farId);
        case Write.Fragmented(var fragment) ->
            world.story.tell(() -> "a part " + fragment.part().number() + " is kept");
        case Write.Joined(var series) -> world.story.tell(() -> "joined " + series.hex());
        case Write.Printed(var print) ->
            world.story.tell(
                () -> "a print of part " + print.part() + " of " + print.whose().hex());
        case Write.Settled(var whose, _) -> world.story.tell(() -> "settled " + whose.hex());
        case Write.Consented _, Write.Swept _, Write.Signed _, Write.Happened _, Write.Tried _ -> {}
        case Write.Replayed _ -> {}
        case Write.Posted _, Write.Credited _, Write.Counted _, Write.Spent _ -> {}
        case Write.Threaded _, Write.Tended _, Write.Annotated _, Write.Unannotated _ -> {}
        case Write.Touched _, Write.Untouched _ -> {}
        case Write.Retold _, Write.Keyed _, Write.Enrolled _, Write.Declined _, Write.Erased _ -> {}
      }
    }
  }

  /// What a person says holds for all else in its commit.
  private void said(Commit commit) {
    if (commit.writes().stream().anyMatch(Write.Consented.class::isInstance)) {
      for (var write : commit.writes()) {
        if (write instanceof Write.Added(var added)) {
          understood.add(added.id());
        }
      }
    }
    for (var write : commit.writes()) {
      if (write instanceof Write.Consented(var consent, _)) {
        var open =
            courses.values().stream()
                .map(Course::latest)
                .filter(one -> !one.status().isFinal())
                .toList();
        stops.said(consent, open);
        world.story.tell(() -> "a person says " + consent.action());
      }
    }
  }

  private void tell(Message message) {
    world.story.tell(() -> {
      var state = message.state();
      var legs = state.legs().stream().map(leg -> leg.standing() + ":" + leg.farId()).toList();
      return World.name(message.id())
          + " rev "
          + state.rev()
          + " is "
          + state.status()
          + ", waits "
          + state.work().waitsFor()
          + " "
          + legs;
    });
  }

  Course course(MessageId id) {
    var course = courses.get(id);
    if (course == null) {
      throw new AssertionError("something was done for a message that is not on disk: " + id);
    }
    return course;
  }

  /// A caller was told that a message is accepted: it must be on disk by then.
  void accepted(MessageId id) {
    if (!courses.containsKey(id)) {
      throw new AssertionError("a caller was answered before its message was synced: " + id);
    }
  }

  /// A part leaves: its intent, of this process and for this far end, must be on disk by then.
  void sent(FarEnd farEnd, Part part) {
    var message = course(part.message().id()).latest();
    boolean intended =
        message.state().legs().stream()
            .anyMatch(
                leg -> leg.part() == part.leg().part() && leg.standing() == Standing.INTENDED);
    // What goes out again after a doubt may just have been settled by a receipt of its first try.
    boolean overtaken = message.state().work().doubts() > 0 && world.disk.isTelling();
    if ((!intended && !overtaken)
        || message.state().work().run() != world.life().run
        || !message.state().facts().carrier().equals(farEnd.name())) {
      throw new AssertionError("bytes without an intent: " + World.name(part) + " " + message);
    }
    if (message.status().rank() >= 60 && !overtaken) {
      throw new AssertionError("sent though it was delivered: " + message);
    }
    stops.sent(message);
    if (world.regrets.wasCancelled(message.id())) {
      throw new AssertionError("sent though its caller was told that it is cancelled: " + message);
    }
  }

  /// A part is taken: a second time only after a doubt that everybody can see.
  void taken(FarEnd farEnd, Taking taking) {
    long before =
        farEnd.takings.stream()
            .filter(one ->
                one.message().equals(taking.message())
                    && one.part().leg().part() == taking.part().leg().part())
            .count();
    if (before == 0) {
      return;
    }
    var rows = world.disk.truth().traces().of(taking.message()).stream().map(TraceRow::kind);
    var kinds = rows.toList();
    if (before > 1
        || !kinds.contains(TraceRow.Kind.DOUBTED)
        || !kinds.contains(TraceRow.Kind.RESENT)) {
      throw new AssertionError("taken twice without a doubt: " + World.name(taking.part()));
    }
  }

  /// Somebody brings reports, and is owed one answer.
  Asked asked() {
    var asked = new Asked();
    open.add(asked);
    return asked;
  }

  /// How many reports this process has not answered.
  long unanswered() {
    return open.stream().filter(one -> world.isAlive(one.life)).count();
  }

  /// A report was said to be kept: it must be on disk by then, in one form or another.
  void kept(FarEnd farEnd, Told told) {
    told.kept = true;
    switch (told.report) {
      case Report.Revoked revoked -> world.people.kept(revoked);
      case Receipt _, Report.Arrived _, Report.Watermark _ -> {}
    }
    if (!(told.report instanceof Receipt receipt)
        || Standing.UNKNOWN == standing(receipt)
        || told.taking == null) {
      return;
    }
    boolean parked =
        world.disk.truth().halves().newest(5_000).stream()
            .anyMatch(
                half -> half.carrier().equals(farEnd.name()) && half.receipt().equals(receipt));
    boolean settled =
        courses.values().stream()
            .map(Course::latest)
            .filter(message -> message.state().facts().carrier().equals(farEnd.name()))
            .anyMatch(message ->
                message.state().legs().stream()
                    .anyMatch(leg ->
                        isOf(receipt, leg)
                            && (leg.standing() == Standing.DELIVERED
                                || leg.standing() == Standing.UNDELIVERED)));
    boolean traced =
        world.disk.truth().traces().of(told.taking.message()).stream()
            .anyMatch(row ->
                row.kind() == TraceRow.Kind.RECEIPT_REPEATED
                    || row.kind() == TraceRow.Kind.SETTLED
                    || (receipt.farId().isEmpty() && row.kind() == TraceRow.Kind.RECEIPT));
    if (!parked && !settled && !traced) {
      throw new AssertionError("a receipt was said to be kept, and is nowhere: " + receipt);
    }
  }

  /// What a receipt makes of a part; unknown = nothing final.
  static Standing standing(Receipt receipt) {
    return switch (receipt.verdict()) {
      case DELIVERED, READ -> Standing.DELIVERED;
      case UNDELIVERABLE, EXPIRED, REJECTED, DELETED -> Standing.UNDELIVERED;
      case UNDERWAY, UNKNOWN -> Standing.UNKNOWN;
    };
  }

  /// A notice as it stands on disk.
  Notice kept(Notice notice) {
    return world.disk.truth().notices().of(notice.message()).stream()
        .filter(one ->
            one.sequence() == notice.sequence() && one.destination().equals(notice.destination()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("told what was never written: " + notice));
  }

  /// One without an id is told by our reference; its part may have its id by now.
  private static boolean isOf(Receipt receipt, Leg leg) {
    return receipt.farId().isEmpty()
        ? receipt.reference() == leg.reference()
        : receipt.farId().equals(leg.farId());
  }

  /// Whether nothing is to be done any more.
  boolean isAtRest() {
    return world.outside.next().isEmpty()
        && !world.callers.areWaiting()
        && !world.regrets.areWaiting()
        && world.disk.truth().commits().waiting() == 0
        && world.disk.truth().notices().open() == 0
        && world.disk.truth().consents().unswept(1).isEmpty()
        && world.disk.truth().fragments().after(Fragments.Place.FIRST, 1).isEmpty()
        && courses.values().stream().allMatch(course -> isAtRest(course.latest()));
  }

  /// Whether a message waits for nothing that we could bring about.
  boolean isAtRest(Message message) {
    var wait = wait(message);
    return (message.status().isFinal() && wait != Wait.REPLY)
        || switch (wait) {
          case NOTHING, RECEIPT -> true;
          case DOUBT -> world.temper.doubt.kind() == DoubtPolicy.Kind.HOLD;
          case TURN, SCHEDULE, RETRY, THROTTLE, QUIET, CAP, FREQUENCY, SUSPENDED, ANSWER, REPLY ->
              false;
        };
  }

  /// What a message waits for, for people.
  static Wait wait(Message message) {
    return message.state().work().waitsFor();
  }
}
