package io.carillon.engine.receipt;

import io.carillon.engine.change.Decision.Step;
import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Matter;
import io.carillon.engine.change.Named;
import io.carillon.engine.change.Wake;
import io.carillon.engine.inbound.Arrivals;
import io.carillon.engine.inbound.Gathering;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Half;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Report;
import io.carillon.model.Report.Receipt;
import io.carillon.model.Wait;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Halves;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Meters;
import io.carillon.model.port.Reports;
import io.carillon.model.port.StoreException;
import io.carillon.model.port.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what carriers bring in and finds the message that each receipt speaks of.
///
/// A receipt names its part by the far end's id. That id is known from the carrier's answer, which
/// may come later, may have been lost, or may be an hour old: so it is looked for in memory, then
/// in the store; a receipt that neither knows may speak of a doubtful part; else it is parked,
/// synced, until the answer comes. The naming of a far id and the parking of a receipt exclude each
/// other under the desk's lock, so the two halves cannot miss each other.
public final class Inbox implements Reports, Wake {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
  private static final Duration KEPT = Duration.ofDays(7);
  private static final int SWEPT_MAX = 1_000;

  private final Desk desk;
  private final Messages messages;
  private final Halves halves;
  private final Arrivals arrivals;
  private final Gathering gathering;
  private final Clock clock;
  private final Tasks tasks;
  private final Parked parked = new Parked();
  private final Doubts doubts = new Doubts();
  private final Subjects subjects;
  private final Meters meters;
  private final Map<Link, ReceiptFigures> figures = new ConcurrentHashMap<>();

  public Inbox(
      Desk desk, Reading reading, Inbound inbound, Clock clock, Tasks tasks, Meters meters) {
    this.desk = desk;
    this.messages = reading.messages();
    this.halves = reading.halves();
    arrivals = inbound.arrivals();
    gathering = inbound.gathering();
    this.clock = clock;
    this.tasks = tasks;
    this.meters = meters;
    subjects = new Subjects(desk, doubts);
    meters.gauge("receipts.parked", parked::size);
    meters.gauge("dispatch.doubts", doubts::size);
    desk.onNaming(this::named);
  }

  /// The read ports that receipts need.
  public record Reading(Messages messages, Halves halves) {}

  /// Who takes what persons write.
  public record Inbound(Arrivals arrivals, Gathering gathering) {}

  /// Remembers what an earlier run parked and doubted. Called once, before carriers start.
  public void recover() {
    halves.newest(100_000).reversed().forEach(parked::put);
    // First what the store knows the message of: a doubt must not take it for its own.
    joinKnown();
    messages.doubted(Instant.MAX, Messages.ROWS_MAX).forEach(this::noteDoubt);
    gathering.recover();
  }

  private record Link(String carrier, String name) {}

  private ReceiptFigures figures(String carrier, String link) {
    return figures.computeIfAbsent(
        new Link(carrier, link), of -> new ReceiptFigures(meters, of.carrier(), of.name()));
  }

  @Override
  public void take(String carrier, String link, List<Report> reports, Then then) {
    if (reports.isEmpty()) {
      then.kept(true);
      return;
    }
    var counted = figures(carrier, link);
    var batch = new Batch(counted, reports.size(), then);
    var known = new ArrayList<Matter>(reports.size());
    var unknown = new ArrayList<Receipt>();
    for (var report : reports) {
      switch (report) {
        case Receipt receipt -> {
          counted.taken();
          desk.named(carrier, receipt, () -> {})
              .ifPresentOrElse(
                  named -> known.add(matter(named, carrier, receipt, batch)),
                  () -> unknown.add(receipt));
        }
        case Report.Arrived arrived -> gathering.take(carrier, arrived, batch);
        case Report.Revoked revoked -> arrivals.left(carrier, revoked, batch);
        case Report.Watermark _ -> {
          LOG.warn("carrier {} sent a report that no channel of ours has", carrier);
          batch.ended(Optional.empty());
        }
      }
    }
    if (!known.isEmpty()) {
      desk.settle(known, Urgency.INSIDE);
    }
    if (!unknown.isEmpty()) {
      tasks.start("find what receipts speak of", () -> find(carrier, unknown, batch));
    }
  }

  @Override
  public void ended(long connection, boolean inOrder) {
    gathering.ended(connection, inOrder);
  }

  private Matter matter(MessageId id, String carrier, Receipt receipt, Batch batch) {
    return new Matter(
        id,
        Optional.empty(),
        message -> {
          int part = subjects.part(message, carrier, receipt);
          return part > 0
              ? Settling.on(message, part, receipt, clock.now())
              : Optional.of(Step.only(List.of(parked(carrier, receipt, batch))));
        },
        Matter.Kind.ORDER,
        batch);
  }

  /// Keeps a receipt for its other half; to be called under the desk's lock.
  private Write parked(String carrier, Receipt receipt, Batch batch) {
    var half = new Half(carrier, receipt, clock.now());
    parked.put(half);
    batch.figures().unmatched();
    return new Write.Parked(half);
  }

  private void find(String carrier, List<Receipt> unknown, Batch batch) {
    Map<String, Message> found;
    try {
      var ids = unknown.stream().flatMap(receipt -> receipt.names().stream()).toList();
      found = messages.byFarIds(carrier, ids);
    } catch (StoreException e) {
      LOG.warn("receipts of carrier {} could not be looked up: {}", carrier, e.getMessage());
      unknown.forEach(_ -> batch.broken());
      return;
    }
    var matters = new ArrayList<Matter>();
    for (var receipt : unknown) {
      var message = Named.choose(receipt, farId -> Optional.ofNullable(found.get(farId)));
      if (message.isPresent()) {
        matters.add(matter(message.get().id(), carrier, receipt, batch).about(message.get()));
      } else {
        desk.named(carrier, receipt, () -> {})
            .or(() -> subjects.spokenOf(carrier, receipt).map(Doubts.Found::id))
            .map(id -> matter(id, carrier, receipt, batch))
            .or(() -> park(carrier, receipt, batch))
            .ifPresent(matters::add);
      }
    }
    desk.settle(matters, Urgency.INSIDE);
  }

  private Optional<Matter> park(String carrier, Receipt receipt, Batch batch) {
    var named =
        desk.named(
            carrier,
            receipt,
            () ->
                desk.note(
                    new Commit(Urgency.INSIDE, List.of(), List.of(parked(carrier, receipt, batch))),
                    result -> {
                      if (result instanceof Result.Done) {
                        batch.ended(Optional.empty());
                      } else {
                        batch.broken();
                      }
                    }));
    return named.map(id -> matter(id, carrier, receipt, batch));
  }

  private void named(String carrier, String farId, MessageId id) {
    if (parked.size() > 0) {
      join(parked.take(carrier, farId), id);
    }
  }

  /// Settles what was parked under one far id, oldest first, in the commit that ends the parking.
  private void join(List<Half> halves, MessageId id) {
    if (!halves.isEmpty()) {
      halves.forEach(parked::remove);
      var all = new LinkedHashSet<>(halves);
      desk.settle(
          List.of(
              Matter.fact(
                  id,
                  message -> {
                    addParkedSince(all);
                    return joined(message, all);
                  },
                  Matter.Ending.NONE)),
          Urgency.INSIDE);
    }
  }

  /// Others may have been parked under the same names since: the commit that ends the parking ends
  /// theirs, too.
  private void addParkedSince(Set<Half> halves) {
    for (var half : List.copyOf(halves)) {
      if (!half.receipt().farId().isEmpty()) {
        halves.addAll(parked.take(half.carrier(), half.receipt().farId()));
      }
    }
  }

  /// Those that do not speak of the message stay parked: what named it could not be written after
  /// all, or they only have an alias in common with it. The store knows them by their far id, so
  /// the others under that one stay there, too, and are met again as repeated.
  private Optional<Step> joined(Message message, Set<Half> halves) {
    var latest = message;
    var rows = new ArrayList<Write>();
    var done = new LinkedHashSet<Write.Unparked>();
    var left = new HashSet<Write.Unparked>();
    for (var half : halves) {
      var receipt = half.receipt();
      int part =
          Subjects.isMeant(latest, receipt)
              ? subjects.part(latest, half.carrier(), receipt)
              : subjects.doubtful(latest, half.carrier(), receipt);
      var step =
          part == 0 ? Optional.<Step>empty() : Settling.on(latest, part, receipt, clock.now());
      var unparked = new Write.Unparked(half.carrier(), receipt.farId());
      if (step.isEmpty()) {
        parked.put(half);
        left.add(unparked);
        continue;
      }
      rows.addAll(step.get().also());
      latest = step.get().after().orElse(latest);
      if (!receipt.farId().isEmpty()) {
        done.add(unparked);
      }
    }
    done.removeAll(left);
    rows.addAll(done);
    return rows.isEmpty() && latest.equals(message)
        ? Optional.empty()
        : Optional.of(Step.to(latest, rows));
  }

  @Override
  public void after(Commit commit) {
    for (var write : commit.writes()) {
      if (write instanceof Write.Changed(_, var message)) {
        noteDoubt(message);
      }
    }
  }

  private void noteDoubt(Message message) {
    doubts.note(message);
    if (message.state().work().waitsFor() == Wait.DOUBT && parked.size() > 0) {
      settle(message);
    }
  }

  /// What was parked since a doubtful message left may speak of it: what bears our reference does;
  /// what bears none may, if there is only one such.
  private void settle(Message doubtful) {
    var parties = doubtful.parties();
    var carrier = doubtful.state().facts().carrier();
    var since = doubtful.state().times().sending().orElse(Instant.MIN);
    var unsigned = new LinkedHashMap<String, Doubts.Found>();
    for (var half : parked.between(carrier, parties.from(), parties.to())) {
      if (half.at().isBefore(since)) {
        continue;
      }
      var found = subjects.spokenOf(carrier, half.receipt());
      if (found.isPresent() && found.get().signed()) {
        join(taken(half), found.get().id());
      } else if (found.isPresent()) {
        unsigned.put(half.receipt().farId(), found.get());
      }
    }
    if (unsigned.size() == 1) {
      unsigned.forEach((farId, found) -> join(parked.take(carrier, farId), found.id()));
    }
  }

  private List<Half> taken(Half half) {
    if (half.receipt().farId().isEmpty()) {
      parked.remove(half);
      return List.of(half);
    }
    return parked.take(half.carrier(), half.receipt().farId());
  }

  /// Joins halves that memory forgot and drops those that are too old. To be called each minute.
  ///
  /// @param old whether the wall clock can be believed when it calls something old
  public void sweep(boolean old) {
    joinKnown();
    if (old) {
      drop();
    }
  }

  private void joinKnown() {
    var forgotten = new LinkedHashMap<Forgotten, List<Half>>();
    for (var half : halves.matchable(SWEPT_MAX)) {
      var farId = half.receipt().farId();
      messages
          .byFarIds(half.carrier(), List.of(farId))
          .values()
          .forEach(message ->
              forgotten
                  .computeIfAbsent(new Forgotten(message.id(), farId), _ -> new ArrayList<>())
                  .add(half));
    }
    forgotten.forEach((named, all) -> join(all, named.id()));
  }

  private void drop() {
    for (var half : halves.olderThan(clock.now().minus(KEPT), SWEPT_MAX)) {
      parked.remove(half);
      if (!half.receipt().farId().isEmpty()) {
        desk.note(
            new Commit(
                Urgency.INSIDE,
                List.of(),
                List.of(new Write.Unparked(half.carrier(), half.receipt().farId()))),
            _ -> {});
      }
    }
  }

  private record Forgotten(MessageId id, String farId) {}
}
