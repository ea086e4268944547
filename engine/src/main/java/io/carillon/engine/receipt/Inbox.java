package io.carillon.engine.receipt;

import io.carillon.engine.change.Decision.Step;
import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Matter;
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
import io.carillon.model.port.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what carriers bring in and finds the message that each receipt speaks of.
///
/// A receipt names its part by the far end's id. That id is known from the carrier's answer, which
/// may come later, may have been lost, or may be an hour old: so it is looked for in memory, then
/// among the doubtful parts, then in the store; where none knows it, the receipt is parked, synced,
/// until the answer comes. The naming of a far id and the parking of a receipt exclude each other
/// under the desk's lock, so the two halves cannot miss each other.
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
  private final Meters.Count receipts;
  private final Meters.Count unmatched;

  public Inbox(
      Desk desk, Reading reading, Arrivals arrivals, Clock clock, Tasks tasks, Meters meters) {
    this.desk = desk;
    this.messages = reading.messages();
    this.halves = reading.halves();
    this.arrivals = arrivals;
    this.clock = clock;
    this.tasks = tasks;
    this.receipts = meters.count("receipts.taken");
    this.unmatched = meters.count("receipts.unmatched");
    meters.gauge("receipts.parked", parked::size);
    meters.gauge("dispatch.doubts", doubts::size);
    desk.onNaming(this::named);
  }

  /// The read ports that receipts need.
  public record Reading(Messages messages, Halves halves) {}

  /// Remembers what an earlier run parked and doubted. Called once, before carriers start.
  public void recover() {
    halves.newest(100_000).reversed().forEach(parked::put);
    messages.doubted(Messages.ROWS_MAX).forEach(this::noteDoubt);
  }

  @Override
  public void take(String carrier, List<Report> reports, Then then) {
    var batch = new Batch(new AtomicInteger(reports.size()), new AtomicBoolean(true), then);
    var known = new ArrayList<Matter>(reports.size());
    var unknown = new ArrayList<Receipt>();
    for (var report : reports) {
      switch (report) {
        case Receipt receipt -> {
          receipts.add(1);
          var id = desk.named(carrier, receipt.farId(), () -> {});
          id.or(() -> doubtful(carrier, receipt))
              .ifPresentOrElse(
                  named -> known.add(matter(named, carrier, receipt, List.of(), batch)),
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
  private record Batch(AtomicInteger open, AtomicBoolean whole, Then then)
      implements Matter.Ending {
    @Override
    public void ended(Optional<Message> after) {
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

  private Optional<MessageId> doubtful(String carrier, Receipt receipt) {
    return doubts.isEmpty()
        ? Optional.empty()
        : doubts.find(carrier, receipt).map(Doubts.Found::id);
  }

  private Matter matter(
      MessageId id, String carrier, Receipt receipt, List<Write> also, Matter.Ending ending) {
    return new Matter(
        id,
        Optional.empty(),
        message -> {
          int part = part(message, carrier, receipt);
          var step =
              part == 0 ? Optional.<Step>empty() : Settling.on(message, part, receipt, clock.now());
          if (also.isEmpty()) {
            return step;
          }
          var rows = new ArrayList<>(also);
          step.ifPresent(taken -> rows.addAll(taken.also()));
          return Optional.of(new Step(step.flatMap(Step::after), rows));
        },
        false,
        ending);
  }

  /// The part that holds the receipt's far id, else the doubtful one that it speaks of; 0 = none.
  private int part(Message message, String carrier, Receipt receipt) {
    for (var leg : message.state().legs()) {
      if (!receipt.farId().isEmpty() && leg.farId().equals(receipt.farId())) {
        return leg.part();
      }
    }
    return doubts
        .find(carrier, receipt)
        .filter(found -> found.id().equals(message.id()))
        .map(Doubts.Found::part)
        .orElse(0);
  }

  private void find(String carrier, List<Receipt> unknown, Batch batch) {
    var ids = unknown.stream().map(Receipt::farId).filter(id -> !id.isEmpty()).toList();
    var found = messages.byFarIds(carrier, ids);
    var matters = new ArrayList<Matter>();
    for (var receipt : unknown) {
      var message = found.get(receipt.farId());
      if (message != null) {
        matters.add(matter(message.id(), carrier, receipt, List.of(), batch).about(message));
      } else {
        park(carrier, receipt, batch).ifPresent(matters::add);
      }
    }
    desk.settle(matters, Urgency.INSIDE);
  }

  private Optional<Matter> park(String carrier, Receipt receipt, Batch batch) {
    var half = new Half(carrier, receipt, clock.now());
    var named =
        desk.named(
            carrier,
            receipt.farId(),
            () -> {
              parked.put(half);
              unmatched.add(1);
              desk.note(
                  new Commit(Urgency.INSIDE, List.of(), List.of(new Write.Parked(half))),
                  result -> {
                    if (result instanceof Result.Done) {
                      batch.ended(Optional.empty());
                    } else {
                      batch.broken();
                    }
                  });
            });
    return named.map(id -> matter(id, carrier, receipt, List.of(), batch));
  }

  private void named(String carrier, String farId, MessageId id) {
    if (parked.size() > 0) {
      parked.named(carrier, farId).ifPresent(half -> join(half, id));
    }
  }

  private void join(Half half, MessageId id) {
    parked.remove(half);
    var gone = new Write.Unparked(half.carrier(), half.receipt().farId());
    var matter = matter(id, half.carrier(), half.receipt(), List.of(gone), Matter.Ending.NONE);
    desk.settle(List.of(matter), Urgency.INSIDE);
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
      var parties = message.parties();
      var carrier = message.state().facts().carrier();
      for (var half : parked.between(carrier, parties.from(), parties.to())) {
        doubts.find(carrier, half.receipt()).ifPresent(found -> join(half, found.id()));
      }
    }
  }

  /// Joins halves that memory forgot and drops those that are too old. To be called each minute.
  public void sweep() {
    for (var half : halves.matchable(SWEPT_MAX)) {
      var farId = half.receipt().farId();
      messages
          .byFarIds(half.carrier(), List.of(farId))
          .values()
          .forEach(message -> join(half, message.id()));
    }
    for (var half : halves.olderThan(clock.now().minus(KEPT), SWEPT_MAX)) {
      parked.remove(half);
      desk.note(
          new Commit(
              Urgency.INSIDE,
              List.of(),
              List.of(new Write.Unparked(half.carrier(), half.receipt().farId()))),
          _ -> {});
    }
  }
}
