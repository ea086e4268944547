package io.carillon.engine.receipt;

import io.carillon.engine.change.Decision.Step;
import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Matter;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Leg;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.model.port.Carrier;
import io.carillon.model.port.Carrier.Part;
import io.carillon.model.port.Carrier.Reply;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Reports;
import io.carillon.model.port.Traces;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Finds sent messages whose receipt is overdue: none came within a day after the time for delivery
/// was over. They stay sent, their trace says so, and their carrier is asked what became of them,
/// where it can be asked; a receipt that comes later still counts.
///
/// A message that waits for its receipt alone has no moment in the store, so that waiting costs
/// nothing. Instead the messages of a minute are looked at again when they have reached certain
/// ages, by the time in their ids: a day and an hour (one-time passwords), a day and eleven hours
/// (what has the usual time), nine days (whatever else that was not put off), and 16, 30 and 44
/// days (what was scheduled, for 35 days ahead at most). One is overdue at the first of these ages
/// at which its time is over.
public final class Overdue {
  private static final Duration GRACE = Duration.ofHours(24);
  private static final List<Duration> AGES =
      List.of(
          Duration.ofHours(25),
          Duration.ofHours(35),
          Duration.ofDays(9),
          Duration.ofDays(16),
          Duration.ofDays(30),
          Duration.ofDays(44));

  /// The time that one read covers, so that none is long.
  private static final Duration STRETCH = Duration.ofSeconds(10);

  /// What a process that begins looks back on: an earlier one may have stopped in between.
  private static final Duration BEFORE = Duration.ofHours(1);

  private static final int ROWS_MAX = 1_000;
  private static final int ASKED_MAX = 500;

  private final Desk desk;
  private final Messages messages;
  private final Traces traces;
  private final Function<String, Optional<Carrier.Orders>> orders;
  private final Reports reports;
  private final Clock clock;
  private Instant looked;

  /// The read ports that it needs.
  public record Reading(Messages messages, Traces traces) {}

  /// @param orders what a carrier can be asked
  /// @param reports takes what it answers
  public Overdue(
      Desk desk,
      Reading reading,
      Function<String, Optional<Carrier.Orders>> orders,
      Reports reports,
      Clock clock) {
    this.desk = desk;
    this.messages = reading.messages();
    this.traces = reading.traces();
    this.orders = orders;
    this.reports = reports;
    this.clock = clock;
    looked = clock.now().minus(BEFORE);
  }

  /// Looks at all that came of age since the last time. To be called each minute.
  public void sweep() {
    var now = clock.now();
    if (looked.isAfter(now) || looked.isBefore(now.minus(BEFORE))) {
      // The wall clock was set: nobody reads through years.
      looked = now.minus(BEFORE);
    }
    int asked = 0;
    for (int age = 0; age < AGES.size(); age++) {
      var from = looked.minus(AGES.get(age));
      var end = now.minus(AGES.get(age));
      while (from.isBefore(end)) {
        var next = from.plus(STRETCH).isBefore(end) ? from.plus(STRETCH) : end;
        for (var message : messages.unreported(from, next, ROWS_MAX)) {
          if (isDueAt(message, age) && !isNoted(message)) {
            note(message, asked < ASKED_MAX);
            asked++;
          }
        }
        from = next;
      }
    }
    looked = now;
  }

  /// Whether this is the first age at which it is overdue.
  private static boolean isDueAt(Message message, int age) {
    var late =
        Duration.between(Instant.ofEpochMilli(message.id().value().epochMillis()), late(message));
    return late.compareTo(AGES.get(age)) <= 0
        && (age == 0 || late.compareTo(AGES.get(age - 1)) > 0);
  }

  private static Instant late(Message message) {
    return message.until().plus(GRACE);
  }

  private boolean isNoted(Message message) {
    return traces.of(message.id()).stream()
        .anyMatch(row -> row.kind() == TraceRow.Kind.RECEIPT_OVERDUE);
  }

  private void note(Message message, boolean asks) {
    var far =
        asks ? orders.apply(message.state().facts().carrier()) : Optional.<Carrier.Orders>empty();
    var words = far.isPresent() ? "no receipt came; the carrier is asked" : "no receipt came";
    desk.settle(
        List.of(
            Matter.wish(
                message,
                current -> noted(current, words),
                new Matter.Ending() {
                  @Override
                  public void ended(Optional<Message> after) {
                    far.ifPresent(known -> ask(known, message));
                  }

                  @Override
                  public void broken() {}
                })),
        Urgency.INSIDE);
  }

  private Optional<Step> noted(Message current, String words) {
    if (current.state().work().waitsFor() != Wait.RECEIPT) {
      return Optional.empty();
    }
    var row = new TraceRow(current.id(), clock.now(), TraceRow.Kind.RECEIPT_OVERDUE, words);
    return Optional.of(Step.only(List.of(new Write.Noted(row))));
  }

  private void ask(Carrier.Orders far, Message message) {
    var legs = message.state().legs();
    for (var leg : open(legs)) {
      far.query(new Part(message, leg, legs.size()), reply -> take(message, reply));
    }
  }

  private static List<Leg> open(List<Leg> legs) {
    var open = new ArrayList<Leg>(legs.size());
    for (var leg : legs) {
      if (leg.standing() == Standing.TAKEN && !leg.farId().isEmpty()) {
        open.add(leg);
      }
    }
    return open;
  }

  /// What a carrier does not tell stays open.
  private void take(Message message, Reply reply) {
    if (reply instanceof Reply.Told(var receipt)) {
      reports.take(message.state().facts().carrier(), List.of(receipt), _ -> {});
    }
  }
}
