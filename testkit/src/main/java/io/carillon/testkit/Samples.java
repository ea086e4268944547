package io.carillon.testkit;

import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Author;
import io.carillon.model.Channel;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Encoding;
import io.carillon.model.Fragment;
import io.carillon.model.Id;
import io.carillon.model.Keepsake;
import io.carillon.model.Leg;
import io.carillon.model.Message;
import io.carillon.model.Message.Bill;
import io.carillon.model.Message.Facts;
import io.carillon.model.Message.Origin;
import io.carillon.model.Message.Parties;
import io.carillon.model.Message.Place;
import io.carillon.model.Message.Revision;
import io.carillon.model.Message.State;
import io.carillon.model.Message.Terms;
import io.carillon.model.Message.Times;
import io.carillon.model.Message.Tries;
import io.carillon.model.Message.Work;
import io.carillon.model.MessageId;
import io.carillon.model.Money;
import io.carillon.model.Notice;
import io.carillon.model.Occasion;
import io.carillon.model.Payload;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Report;
import io.carillon.model.Secret;
import io.carillon.model.Status;
import io.carillon.model.Wait;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Messages and commits for tests: ordinary ones, and the steps of an ordinary life. Always the
/// same for the same seed and the same order of calls.
public final class Samples {
  /// When everything begins.
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /// Who enrolls what stands in small tables.
  public static final Occasion OCCASION = new Occasion(START, Author.SERVER);

  /// The account of all samples.
  public static final AccountId ACCOUNT =
      new AccountId(new Id(0x0123_4567_89AB_CDEFL, 0xFEDC_BA98_7654_3210L));

  /// The lane, and the name of the carrier, of all samples.
  public static final String LANE = "smsc";

  /// The start of the process that claims.
  public static final long RUN = 1_767_225_600_000_000L;

  private final SeededIds ids;

  /// Samples whose ids come from a seed.
  public Samples(long seed) {
    ids = new SeededIds(seed);
  }

  /// A new message id.
  public MessageId id() {
    return new MessageId(ids.next());
  }

  /// A text of one part that waits for its turn since [#START].
  public Message message() {
    return message(new Content.Text("Hello, world"));
  }

  /// Any content, waiting for its turn since [#START].
  public Message message(Content content) {
    return new Message(
        id(),
        new Parties(
            ACCOUNT,
            Direction.OUTBOUND,
            Channel.SMS,
            Address.phone("+14155552671"),
            Address.phone("+14155550100")),
        content,
        new Terms(
            Purpose.TRANSACTIONAL,
            Priority.NORMAL,
            true,
            Duration.ZERO,
            Optional.empty(),
            Optional.empty()),
        new Bill(Encoding.GSM7, 1, usd(7_500)),
        new Origin(
            Place.of("pantheon", "sms"), "", Map.of(), Keepsake.NONE, "settings 1; valid; smsc"),
        new State(
            Status.QUEUED,
            Times.acceptedAt(START),
            new Facts(Optional.empty(), "", "", "", "US"),
            waiting(Wait.TURN, START),
            List.of(),
            Revision.FIRST));
  }

  /// Work in [#LANE] that waits for something until a moment.
  public static Work waiting(Wait wait, Instant due) {
    return Work.fresh(LANE, ACCOUNT.value().hex(), wait, due);
  }

  /// Micro-units of US dollars.
  public static Money usd(long micros) {
    return new Money(micros, "USD");
  }

  /// The account of all samples, as a row.
  public static Account account() {
    return new Account(
        ACCOUNT,
        "First",
        Account.Standing.ACTIVE,
        START,
        new Secret("token"),
        new Secret("whsec"),
        Optional.empty());
  }

  /// The next revision of a message, with its state changed by `next`.
  public static Message changed(Message before, State next) {
    int notices = next.revision().notices();
    return before.with(next.with(new Revision(before.state().rev() + 1, notices)));
  }

  /// The message with other work, as a change.
  public static Message worked(Message before, Work work) {
    return changed(before, before.state().with(before.state().facts(), work));
  }

  /// The message claimed by [#RUN], in parts.
  public static Message claimed(Message before, int parts, Instant now) {
    var legs = new ArrayList<Leg>();
    for (int part = 1; part <= parts; part++) {
      legs.add(new Leg(part, Leg.Standing.INTENDED, "", 100 + part));
    }
    var work =
        new Work(
            LANE,
            ACCOUNT.value().hex(),
            Wait.ANSWER,
            Optional.of(now.plus(Duration.ofMinutes(10))),
            Tries.NONE,
            RUN);
    var state = before.state().with(legs);
    return changed(before, state.with(state.facts().on(LANE), work).raised(Status.SENDING, now));
  }

  /// The message taken by the far end, each part under one of these ids.
  public static Message sent(Message before, Instant now, String... farIds) {
    var legs = new ArrayList<Leg>();
    for (var leg : before.state().legs()) {
      legs.add(leg.takenAs(farIds[leg.part() - 1]));
    }
    var state = before.state().with(legs);
    var work = state.work().waiting(Wait.RECEIPT, Optional.empty());
    return changed(before, state.with(state.facts(), work).raised(Status.SENT, now));
  }

  /// The message delivered, all its parts.
  public static Message delivered(Message before, Instant now) {
    var legs = before.state().legs().stream().map(leg -> leg.with(Leg.Standing.DELIVERED)).toList();
    var state = before.state().with(legs);
    var work = state.work().waiting(Wait.NOTHING, Optional.empty());
    return changed(
        before, state.with(state.facts().within("310410"), work).raised(Status.DELIVERED, now));
  }

  /// A notice of a message, owed since a moment.
  public static Notice notice(Message message, int sequence, Instant now) {
    return notice(message, sequence, "https://example.org/hook", now);
  }

  /// A notice of a message to a destination, owed since a moment.
  public static Notice notice(Message message, int sequence, String url, Instant now) {
    return new Notice(
        message.id(),
        sequence,
        "pantheon",
        ACCOUNT.value().hex() + " https://example.org",
        url,
        new Notice.Change(message.status(), now, message.state().facts().fault()),
        Notice.Telling.owedAt(now));
  }

  /// A commit of these rows without guards.
  public static Commit inside(Write... writes) {
    return new Commit(Urgency.INSIDE, List.of(), List.of(writes));
  }

  /// A commit that brings a message, guarded or not.
  public static Commit accept(Message message, Guard... guards) {
    return new Commit(Urgency.ACCEPT, List.of(guards), List.of(new Write.Added(message)));
  }

  /// A commit that changes a message.
  public static Commit change(Message before, Message after, Write... also) {
    var writes = new ArrayList<Write>(List.of(also));
    writes.addFirst(new Write.Changed(before, after));
    return new Commit(Urgency.INSIDE, List.of(), writes);
  }

  /// A part of what somebody writes.
  public static Fragment fragment(Id series, int number, int total, Instant at) {
    return fragment(series, Address.phone("+491098765432"), number, total, at);
  }

  /// A part of what a person writes to the sender of all samples, in octets that tell its number.
  public static Fragment fragment(Id series, Address person, int number, int total, Instant at) {
    var octets = ("part " + number).getBytes(StandardCharsets.US_ASCII);
    var script = new Report.Script("GSM7", 0, 0);
    var part = new Report.Part(Report.Scheme.NARROW, 7, total, number, script);
    var manner = new Report.Manner(part, List.of(), Report.Delivery.NONE);
    var content = new Content.Binary(new Payload(octets), Optional.empty());
    var sender = Address.phone("+14155552671");
    var arrived = new Report.Arrived(Channel.SMS, person, sender, content, manner);
    return new Fragment(series, Optional.of(ACCOUNT), LANE, arrived, at);
  }
}
