package io.carillon.engine.receipt;

import io.carillon.engine.change.Decision.Step;
import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Matter;
import io.carillon.engine.change.Named;
import io.carillon.engine.change.Wake;
import io.carillon.engine.inbound.Arrivals;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
  private final Clock clock;
  private final Tasks tasks;
  private final Parked parked = new Parked();
  private final Doubts doubts = new Doubts();
  private final Meters meters;
  private final Map<Link, ReceiptFigures> figures = new ConcurrentHashMap<>();

  public Inbox(
      Desk desk, Reading reading, Arrivals arrivals, Clock clock, Tasks tasks, Meters meters) {
    this.desk = desk;
    this.messages = reading.messages();
    this.halves = reading.halves();
    this.arrivals = arrivals;
    this.clock = clock;
    this.tasks = tasks;
    this.meters = meters;
    meters.gauge("receipts.parked", parked::size);
    meters.gauge("dispatch.doubts", doubts::size);
    desk.onNaming(this::named);
  }

  /// The read ports that receipts need.
  public record Reading(Messages messages, Halves halves) {}

  /// Remembers what an earlier run parked and doubted. Called once, before carriers start.
  public void recover() {
    halves.newest(100_000).reversed().forEach(parked::put);
    messages.doubted(Instant.MAX, Messages.ROWS_MAX).forEach(this::noteDoubt);
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
    var batch =
        new Batch(counted, new AtomicInteger(reports.size()), new AtomicBoolean(true), then);
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
        case Report.Arrived arrived -> arrivals.take(carrier, arrived, batch);
        case Report.Watermark _, Report.Revoked _ -> {
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

  /// Tells once, when the last report of the batch has ended, whether all of it was written.
  private record Batch(ReceiptFigures figures, AtomicInteger open, AtomicBoolean whole, Then then)
      implements Matter.Ending {
    @Override
    public void ended(Optional<Message> after) {
      after.ifPresent(figures::settled);
      if (open.decrementAndGet() == 0) {
        then.kept(whole.get());
      }
    }

    @Override
    public void broken() {
      whole.set(false);
      ended(Optional.empty());
    }
  }

  /// The doubtful part that a receipt speaks of, if that is certain.
  private Optional<Doubts.Found> spokenOf(String carrier, Receipt receipt) {
    if (doubts.isEmpty()) {
      return Optional.empty();
    }
    return doubts
        .find(carrier, receipt)
        .filter(found ->
            found.signed()
                || !desk.anyOut(carrier, receipt.sender(), receipt.recipient(), found.id()));
  }

  private Matter matter(MessageId id, String carrier, Receipt receipt, Batch batch) {
    return new Matter(
        id,
        Optional.empty(),
        message -> {
          int part = part(message, carrier, receipt);
          return part > 0
              ? Settling.on(message, part, receipt, clock.now())
              : Optional.of(Step.only(List.of(parked(carrier, receipt, batch))));
        },
        false,
        batch);
  }

  /// The part that holds the receipt's far id, else the doubtful one that it speaks of; 0 = none,
  /// since what named it could not be written, or something else came to be known meanwhile.
  private int part(Message message, String carrier, Receipt receipt) {
    for (var name : receipt.names()) {
      for (var leg : message.state().legs()) {
        if (leg.farId().equals(name)) {
          return leg.part();
        }
      }
    }
    return doubtful(message, carrier, receipt);
  }

  /// The doubtful part that a receipt speaks of; 0 = none.
  private int doubtful(Message message, String carrier, Receipt receipt) {
    return spokenOf(carrier, receipt)
        .filter(found -> found.id().equals(message.id()))
        .map(Doubts.Found::part)
        .filter(part -> message.state().legs().get(part - 1).farId().isEmpty())
        .orElse(0);
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
        spokenOf(carrier, receipt)
            .map(doubt -> matter(doubt.id(), carrier, receipt, batch))
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
      desk.settle(
          List.of(Matter.fact(id, message -> joined(message, halves), Matter.Ending.NONE)),
          Urgency.INSIDE);
    }
  }

  /// Those that do not speak of the message stay parked: what named it could not be written after
  /// all, or they only have an alias in common with it.
  private Optional<Step> joined(Message message, List<Half> halves) {
    var latest = message;
    var rows = new ArrayList<Write>();
    for (var half : halves) {
      var receipt = half.receipt();
      int part =
          isMeant(latest, receipt)
              ? part(latest, half.carrier(), receipt)
              : doubtful(latest, half.carrier(), receipt);
      var step =
          part == 0 ? Optional.<Step>empty() : Settling.on(latest, part, receipt, clock.now());
      if (step.isEmpty()) {
        parked.put(half);
        continue;
      }
      rows.addAll(step.get().also());
      latest = step.get().after().orElse(latest);
      var unparked = new Write.Unparked(half.carrier(), receipt.farId());
      if (!receipt.farId().isEmpty() && !rows.contains(unparked)) {
        rows.add(unparked);
      }
    }
    return rows.isEmpty() && latest.equals(message)
        ? Optional.empty()
        : Optional.of(Step.to(latest, rows));
  }

  /// Whether a receipt of several names speaks of a message that bears one of them.
  private static boolean isMeant(Message message, Receipt receipt) {
    return receipt.aliases().isEmpty()
        || Named.choose(
                receipt,
                farId ->
                    Optional.of(message)
                        .filter(it ->
                            it.state().legs().stream().anyMatch(leg -> leg.farId().equals(farId))))
            .isPresent();
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
      var found = spokenOf(carrier, half.receipt());
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
  public void sweep() {
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
