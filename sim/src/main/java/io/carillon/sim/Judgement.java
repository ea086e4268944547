package io.carillon.sim;

import io.carillon.engine.consent.Clearance;
import io.carillon.engine.dispatch.DoubtPolicy;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Direction;
import io.carillon.model.Fault;
import io.carillon.model.Leg;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Money;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Progress;
import io.carillon.model.Report.Receipt;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.sim.FarEnd.Told;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Judges a world that has come to rest.
final class Judgement {
  private final World world;
  private final Promises promises;

  Judgement(World world) {
    this.world = world;
    this.promises = world.promises;
  }

  void judge() {
    for (var course : promises.courses.values()) {
      rested(course.latest());
      notices(course);
      money(course);
      traces(course.latest());
      check(
          !world.regrets.wasCancelled(course.latest().id())
              || world.regrets.mayEndOtherwise(course.latest().id())
              || course.latest().status() == Status.CANCELED,
          "cancelled, and then it was something else",
          course.latest());
    }
    balances();
    requests();
    world.farEnds.forEach(this::receipts);
    world.farEnds.forEach(this::takings);
    halves();
    answers();
    Often.judge(promises.courses.values(), world.temper.mostOften);
    world.rules.judge();
    world.letters.judge();
    let();
  }

  private static void check(boolean holds, String broken, Object about) {
    if (!holds) {
      throw new AssertionError(broken + ": " + about);
    }
  }

  /// Each message has ended, or waits for what only others can bring.
  private void rested(Message message) {
    check(promises.isAtRest(message), "it never comes to rest; " + lanes(), message);
    if (message.parties().direction() == Direction.INBOUND || message.status().isFinal()) {
      return;
    }
    var wait = Promises.wait(message);
    check(
        message.status() == Status.SENT || wait == Wait.DOUBT, "it rests without an end", message);
    check(
        wait != Wait.NOTHING || !message.terms().wantsReceipt(),
        "it waits for nothing, though a receipt was asked for",
        message);
  }

  private String lanes() {
    return world.farEnds.stream()
        .map(farEnd -> {
          var life = world.life();
          return "%s: %d held, %d waiting, room %d"
              .formatted(
                  farEnd.name(),
                  life.dispatch.inside(farEnd.name()),
                  life.meters.shown("lane.waiting", "lane", farEnd.name()),
                  life.meters.shown("carrier.room", "carrier", farEnd.name()));
        })
        .toList()
        .toString();
  }

  /// What was owed is just what was reached and asked for, in order; all of it was told, or given
  /// up where nobody listens.
  private void notices(Course course) {
    var message = course.latest();
    var asked = message.terms().callback();
    var wanted =
        course.reached().stream()
            .filter(
                status -> asked.map(callback -> callback.events().contains(status)).orElse(false))
            .toList();
    var owed = course.owed.stream().map(notice -> notice.change().status()).toList();
    check(owed.equals(wanted), "owed " + owed + ", not " + wanted, message);
    for (int i = 0; i < course.owed.size(); i++) {
      check(course.owed.get(i).sequence() == i + 1, "a gap in the sequence", course.owed.get(i));
    }
    for (var notice : world.disk.truth().notices().of(message.id())) {
      told(notice);
    }
  }

  private void told(Notice notice) {
    boolean listens =
        !notice.destination().equals(Endpoints.DEAD)
            && !notice.destination().equals(Endpoints.FORBIDDEN);
    check(notice.telling().progress() != Progress.OPEN, "never told", notice);
    if (listens) {
      check(world.endpoints.wasTold(notice), "said to be told, but nobody heard it", notice);
    }
    check(
        (notice.telling().progress() == Progress.TOLD) == listens,
        "it ended in the wrong way",
        notice);
  }

  private void money(Course course) {
    var message = course.latest();
    long price = message.bill().price().micros();
    check(
        course.refunds == (course.earnsRefund() ? price : 0),
        "refunded " + course.refunds + " of " + price,
        course.states);
    boolean touched =
        world.farEnds.stream()
            .flatMap(farEnd -> farEnd.takings.stream())
            .anyMatch(taking -> taking.message().equals(message.id()));
    boolean sure =
        rows(message.id()).stream().noneMatch(row -> row.kind() == TraceRow.Kind.DOUBTED);
    if (message.status().rank() == 50 && !touched && sure) {
      check(course.refunds == price, "it never left and costs money all the same", message);
    }
  }

  private void balances() {
    for (var entry : world.callers.openings.entrySet()) {
      var account = entry.getKey();
      long sum = entry.getValue().micros();
      for (var course : promises.courses.values()) {
        if (course.latest().account().equals(account)) {
          sum += course.refunds - course.latest().bill().price().micros();
        }
      }
      var balance = world.disk.truth().accounts().balance(account).map(Money::micros).orElse(-1L);
      check(balance == sum, "the balance is " + balance + ", not " + sum, account);
      check(balance >= 0, "more was spent than there was", account);
      long moved = 0;
      for (var reason : Reason.values()) {
        moved += world.disk.store().moved(account, reason);
      }
      check(balance == moved, "the ledger says " + moved + ", not " + balance, account);
    }
  }

  /// Accepted ones exist, refused ones left nothing, one key made one message.
  private void requests() {
    var byReference = new HashMap<String, Integer>();
    for (var course : promises.courses.values()) {
      if (course.latest().origin().dialect().equals(Life.DIALECT)) {
        byReference.merge(course.latest().origin().reference(), 1, Integer::sum);
      }
    }
    var most = new HashMap<String, Integer>();
    var ids = new HashMap<Object, Set<MessageId>>();
    var hashes = new HashMap<Object, Set<String>>();
    for (var one : world.callers.asked) {
      var reference = one.submission.source().reference();
      one.accepted()
          .ifPresent(
              id -> check(promises.courses.containsKey(id), "an accepted message is gone", id));
      most.merge(reference, one.isReplay() || one.wasRefused() ? 0 : 1, Integer::sum);
      var key = one.submission.idempotency();
      if (key.isPresent()) {
        var name = List.of(key.get().account(), key.get().key(), key.get().index());
        one.accepted()
            .ifPresent(id -> {
              ids.computeIfAbsent(name, _ -> new HashSet<>()).add(id);
              hashes.computeIfAbsent(name, _ -> new HashSet<>()).add(key.get().hash());
            });
      }
      check(
          Callers.fault(one).map(fault -> fault != Fault.INTERNAL).orElse(true),
          "refused without a reason",
          reference);
    }
    ids.forEach((key, made) -> check(made.size() == 1, "one key made two messages", key));
    hashes.forEach((key, used) -> check(used.size() == 1, "one key, two bodies", key));
    byReference.forEach((reference, count) ->
        check(
            count <= most.getOrDefault(reference, 0),
            count + " messages of what was not accepted",
            reference));
    accepted(byReference);
  }

  private void accepted(Map<String, Integer> byReference) {
    var least = new HashMap<String, Set<MessageId>>();
    for (var one : world.callers.asked) {
      if (!one.isReplay()) {
        one.accepted()
            .ifPresent(id ->
                least
                    .computeIfAbsent(one.submission.source().reference(), _ -> new HashSet<>())
                    .add(id));
      }
    }
    least.forEach((reference, made) ->
        check(byReference.getOrDefault(reference, 0) >= made.size(), "lost", reference));
  }

  /// What a far end said of a part, and we said to keep, shows.
  private void receipts(FarEnd farEnd) {
    for (var course : promises.courses.values()) {
      var message = course.latest();
      if (!message.state().facts().carrier().equals(farEnd.name())) {
        continue;
      }
      for (var leg : message.state().legs()) {
        receipts(farEnd, course, leg);
      }
      status(message);
    }
  }

  private void receipts(FarEnd farEnd, Course course, Leg leg) {
    var message = course.latest();
    boolean delivered = false;
    boolean failed = false;
    boolean everDelivered = false;
    boolean everFailed = false;
    boolean stolen = false;
    for (var told : farEnd.told) {
      if (!(told.report instanceof Receipt receipt) || told.taking == null) {
        continue;
      }
      var standing = Promises.standing(receipt);
      boolean own =
          told.taking.message().equals(message.id())
              && told.taking.part().leg().part() == leg.part();
      everDelivered |= own && told.tried && standing == Standing.DELIVERED;
      everFailed |= own && told.tried && standing == Standing.UNDELIVERED;
      boolean named = !leg.farId().isEmpty() && leg.farId().equals(receipt.farId());
      delivered |= named && told.kept && standing == Standing.DELIVERED;
      failed |= named && told.kept && standing == Standing.UNDELIVERED;
      stolen |=
          !own
              && course.everBore(leg.part(), receipt.farId())
              && (isExcused(told) || receipt.reference() == leg.reference());
    }
    if (delivered) {
      check(leg.standing() == Standing.DELIVERED, "a delivered receipt was lost", message);
    } else if (failed) {
      check(
          leg.standing() == Standing.UNDELIVERED || leg.standing() == Standing.DELIVERED,
          "a receipt was lost",
          message);
    }
    if (leg.standing() == Standing.DELIVERED && !stolen) {
      check(everDelivered, "nobody ever said that it was delivered", message);
    }
    if (leg.standing() == Standing.UNDELIVERED && !stolen) {
      check(everFailed, "nobody ever said that it was not delivered", message);
    }
  }

  /// Where the true owner of a receipt was itself in doubt, and the far end does not echo our
  /// reference, two doubts between the same people cannot always be told apart. Nor can they where
  /// two parts happen to bear the same reference, which has 16 bits.
  private boolean isExcused(Told told) {
    return told.taking != null
        && told.report instanceof Receipt receipt
        && receipt.reference() < 0
        && rows(told.taking.message()).stream()
            .anyMatch(row -> row.kind() == TraceRow.Kind.DOUBTED);
  }

  /// The parts together make the status.
  private static void status(Message message) {
    var legs = message.state().legs();
    if (legs.isEmpty()) {
      return;
    }
    boolean delivered = legs.stream().allMatch(leg -> leg.standing() == Standing.DELIVERED);
    boolean ended =
        legs.stream()
            .allMatch(leg ->
                leg.standing() == Standing.DELIVERED || leg.standing() == Standing.UNDELIVERED);
    check(
        delivered == (message.status().rank() >= 60),
        "delivered, or not, against its parts",
        message);
    check(!ended || message.status().isFinal(), "all parts have ended, but not it", message);
    boolean out = legs.stream().anyMatch(leg -> leg.standing() == Standing.INTENDED);
    check(!out || message.status().isFinal(), "an intent that nobody follows", message);
  }

  private void takings(FarEnd farEnd) {
    var times = new HashMap<String, Integer>();
    for (var taking : farEnd.takings) {
      int now = times.merge(World.name(taking.part()), 1, Integer::sum);
      boolean mayRepeat = world.temper.doubt.kind() == DoubtPolicy.Kind.RESEND;
      check(now == 1 || mayRepeat, "taken twice against the policy", taking);
    }
  }

  /// No receipt waits for what is known.
  private void halves() {
    for (var half : world.disk.truth().halves().newest(5_000)) {
      var farId = half.receipt().farId();
      boolean known =
          !world.disk.truth().messages().byFarIds(half.carrier(), List.of(farId)).isEmpty();
      check(!known, "a receipt waits for a part that is known", half);
    }
  }

  /// Nobody is answered by the server who has not written.
  private void answers() {
    var all = promises.courses.values().stream().map(Course::latest).toList();
    for (var person : Callers.RECIPIENTS) {
      long written = all.stream().filter(one -> one.parties().from().equals(person)).count();
      long answered =
          all.stream()
              .filter(one -> one.origin().dialect().equals(Clearance.ANSWERS))
              .filter(one -> one.parties().to().equals(person))
              .count();
      check(answered <= written, answered + " answers to " + written + " words", person);
    }
  }

  private void traces(Message message) {
    var trace = world.life().traces.of(message.account(), message.id());
    check(trace.isPresent() && !trace.get().steps().isEmpty(), "it cannot explain itself", message);
  }

  /// Nothing is held by anybody any more.
  private void let() {
    for (var farEnd : world.farEnds) {
      int inside = world.life().dispatch.inside(farEnd.name());
      check(inside == 0, inside + " entries are still held", farEnd.name());
    }
    check(world.life().notify.waiting() == 0, "notices are still held", world.life().run);
    check(promises.unanswered() == 0, "reports were never answered", promises.unanswered());
    int flights = world.life().desk.inFlight();
    check(
        flights <= world.temper.flights + 2 * world.temper.window + 16,
        "more in flight than there is room for",
        flights);
  }

  private List<TraceRow> rows(MessageId id) {
    return world.disk.truth().traces().of(id);
  }
}
