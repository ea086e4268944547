package io.carillon.engine.accept;

import io.carillon.engine.accept.Submission.Wishes;
import io.carillon.engine.billing.Currencies;
import io.carillon.engine.billing.Payers;
import io.carillon.engine.billing.Pricing;
import io.carillon.engine.billing.Pricing.Priced;
import io.carillon.engine.comply.Case;
import io.carillon.engine.comply.Check.Verdict;
import io.carillon.engine.comply.Checkpoint;
import io.carillon.engine.comply.Checks;
import io.carillon.engine.comply.Checks.Findings;
import io.carillon.engine.route.Asked;
import io.carillon.engine.route.Flow;
import io.carillon.engine.route.Plan;
import io.carillon.engine.route.Routing;
import io.carillon.model.Account;
import io.carillon.model.Address;
import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Directory;
import io.carillon.model.Encoding;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Message.Bill;
import io.carillon.model.Message.Facts;
import io.carillon.model.Message.Origin;
import io.carillon.model.Message.Parties;
import io.carillon.model.Message.Revision;
import io.carillon.model.Message.State;
import io.carillon.model.Message.Terms;
import io.carillon.model.Message.Times;
import io.carillon.model.Message.Work;
import io.carillon.model.MessageId;
import io.carillon.model.Money;
import io.carillon.model.Refusal;
import io.carillon.model.Status;
import io.carillon.model.Tariff;
import io.carillon.model.Wait;
import io.carillon.wire.text.WantedEncoding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Turns a submission into a message or a refusal: the checks in their fixed order, pure but for
/// what the numbering plans say.
final class Drafting {
  static final Duration AHEAD_MAX = Duration.ofDays(35);
  static final String NO_LANE = "none";

  private final Numbers numbers;
  private final Routing routing;
  private final Pricing pricing;
  private final Checks checks;
  private final Checks wordsOnly;
  private final String settings;

  Drafting(Accept.Rules rules, Currencies currencies) {
    this.numbers = rules.numbers();
    this.routing = rules.routing();
    this.pricing = new Pricing(rules.rates(), currencies);
    this.checks = rules.checks();
    this.wordsOnly = rules.checks().only(Checkpoint.WORDS);
    this.settings = "settings " + rules.settingsRevision() + "." + Checkpoint.marks();
  }

  /// A message that passed all checks, or why it did not.
  sealed interface Draft {
    /// It may come in.
    ///
    /// @param notes what its trace is to say of the checks
    record Passed(Message message, List<String> notes) implements Draft {}

    /// It may not.
    ///
    /// @param point where it was refused
    record Failed(Checkpoint point, Refusal refusal) implements Draft {}
  }

  Draft draft(Submission submission, Directory directory, MessageId id, Instant now) {
    if (directory.standing(submission.source().account()) != Account.Standing.ACTIVE) {
      return refused(
          Checkpoint.ACCOUNT, Refusal.of(Fault.FORBIDDEN, "", "The account is not active."));
    }
    var ends = submission.ends();
    var to = ends.to();
    if (!Address.isE164(to)) {
      return recipient("'to' must be in E.164 format, for instance +14155552671.");
    }
    var plan = numbers.plan(to);
    if (!plan.possible()) {
      return recipient("'to' has a length that no number of its country has.");
    }
    var from = sender(ends.from());
    if (from.isEmpty()) {
      return sender(
          Fault.SENDER_INVALID,
          "'from' must be in E.164 format, a short code or an alphanumeric sender id.");
    }
    if (!directory.owns(submission.source().account(), from.get(), ends.callingCode())) {
      return sender(Fault.SENDER_NOT_REGISTERED, "The account has no sender " + ends.from() + ".");
    }
    var refusal = time(submission.wishes(), now);
    if (refusal.isPresent()) {
      return refused(Checkpoint.TIME, refusal.get());
    }
    return checked(submission, directory, id, new Ends(from.get(), Address.phone(to), plan), now);
  }

  private Draft checked(
      Submission submission, Directory directory, MessageId id, Ends ends, Instant now) {
    var plan = plan(submission, ends, id);
    var way = new Way(plan, routing.pick(plan).orElse(NO_LANE));
    var money = Payers.note(directory, submission.source().account());
    var fresh = new Fresh(submission, id, ends, way, money, now);
    return switch (checks.of(asked(fresh, directory))) {
      case Findings.Refused(var point, var no) -> failed(fresh, point, no);
      case Findings.Passed passed -> worded(fresh, passed, directory);
    };
  }

  private static Case asked(Fresh fresh, Directory directory) {
    var submission = fresh.submission();
    var wishes = submission.wishes();
    return new Case(
        fresh.parties(),
        fresh.ends().plan().country(),
        submission.content(),
        new Case.Use(wishes.purpose(), submission.source().place().live()),
        directory,
        fresh.sendAt().orElse(fresh.now()));
  }

  private Draft worded(Fresh fresh, Findings.Passed passed, Directory directory) {
    var submission = fresh.submission();
    return switch (Worded.of(submission, routing.wording(fresh.way().lane()))) {
      case Worded.No(var no) -> failed(fresh, Checkpoint.CONTENT, no);
      case Worded.Yes yes -> {
        var source = submission.source();
        var priced =
            source.place().live()
                ? pricing.of(directory, source.account(), fresh.sold())
                : pricing.nothing();
        yield priced(fresh, passed, yes, priced);
      }
    };
  }

  private Draft priced(Fresh fresh, Findings.Passed passed, Worded.Yes worded, Priced priced) {
    return switch (priced) {
      case Priced.Unknown(var no) -> failed(fresh, Checkpoint.MONEY, no);
      case Priced.At(var part, var note) -> {
        var message = message(fresh.noting(note), bill(part, worded));
        yield new Draft.Passed(deferred(message, passed.later()), passed.notes());
      }
    };
  }

  /// A message that must not go before a moment; its status does not tell.
  private static Message deferred(Message message, Optional<Verdict.Later> later) {
    var due = message.state().work().due();
    return later
        .filter(wait -> due.map(wait.until()::isAfter).orElse(false))
        .map(wait -> wait.on(message))
        .orElse(message);
  }

  private Draft failed(Fresh fresh, Checkpoint point, Refusal no) {
    return fresh.submission().late().contains(no.fault())
        ? new Draft.Passed(doomed(fresh, no), why(point, no))
        : refused(point, no);
  }

  /// What the trace of a message says that failed as it was accepted.
  private static List<String> why(Checkpoint point, Refusal no) {
    return no.detail().isEmpty() ? List.of() : List.of(point.word() + ": " + no.detail());
  }

  /// What a submission would come to.
  Preview preview(Submission submission, Directory directory, MessageId id, Instant now) {
    return switch (draft(submission, directory, id, now)) {
      case Draft.Failed(_, var refusal) -> new Preview.Failed(refusal);
      case Draft.Passed(var message, _) -> {
        var lane = message.state().work().lane();
        yield new Preview.Passed(
            message,
            routing.plan(message).route(),
            Optional.of(lane).filter(name -> !name.equals(NO_LANE)),
            Worded.text(submission, routing.wording(lane)));
      }
    };
  }

  private record Ends(Address from, Address to, Numbers.Plan plan) {}

  /// Which way it goes.
  private record Way(Plan plan, String lane) {}

  /// Everything of a message but its price.
  ///
  /// @param money what is noted of who pays, and in which currency
  private record Fresh(
      Submission submission, MessageId id, Ends ends, Way way, String money, Instant now) {
    Parties parties() {
      var account = submission.source().account();
      return new Parties(account, Direction.OUTBOUND, submission.channel(), ends.from(), ends.to());
    }

    /// The same, where more is noted of its price.
    Fresh noting(String more) {
      return more.isEmpty() ? this : new Fresh(submission, id, ends, way, money + more, now);
    }

    /// What its price is asked for.
    Tariff.Asked sold() {
      var channel = submission.channel();
      return new Tariff.Asked(channel, ends.plan().country(), way.lane(), way.plan().route(), now);
    }

    DecisionNote noted(String settings) {
      var route = way.plan().route();
      return new DecisionNote(settings, ends.plan().valid(), route, way.lane(), money);
    }

    /// The moment that the caller named, where it lies ahead.
    Optional<Instant> sendAt() {
      return submission.wishes().timing().sendAt().filter(now::isBefore);
    }
  }

  private static Draft recipient(String detail) {
    return refused(Checkpoint.RECIPIENT, Refusal.of(Fault.RECIPIENT_INVALID, "to", detail));
  }

  private static Draft sender(Fault fault, String detail) {
    return refused(Checkpoint.SENDER, Refusal.of(fault, "from", detail));
  }

  private static Draft refused(Checkpoint point, Refusal refusal) {
    return new Draft.Failed(point, refusal);
  }

  private static Optional<Address> sender(String from) {
    if (Address.isE164(from)) {
      return Optional.of(Address.phone(from));
    }
    if (from.isBlank() || from.length() > 11 || from.startsWith("+")) {
      return Optional.empty();
    }
    boolean digits = from.chars().allMatch(c -> c >= '0' && c <= '9');
    if (digits) {
      return from.length() >= 3 && from.length() <= 8
          ? Optional.of(new Address(Address.Kind.SHORT_CODE, from))
          : Optional.empty();
    }
    boolean letters = from.chars().anyMatch(Character::isLetter);
    return letters ? Optional.of(new Address(Address.Kind.ALPHANUMERIC, from)) : Optional.empty();
  }

  /// Why a message may not say other words in the place of its own, by what they are.
  Optional<Refusal> objection(Message message, Content content, Directory directory, Instant now) {
    var was = Case.of(message, directory, now);
    var asked = new Case(was.parties(), was.country(), content, was.use(), directory, now);
    return switch (wordsOnly.of(asked)) {
      case Findings.Refused(_, var no) -> Optional.of(no);
      case Findings.Passed _ -> Optional.empty();
    };
  }

  /// What other words make of a message.
  sealed interface Rebilled {
    record As(Bill bill) implements Rebilled {}

    record No(Refusal refusal) implements Rebilled {}
  }

  /// What a message costs with another content on the way that it has, or why it cannot have it. A
  /// part costs what it did when the message was accepted.
  Rebilled rebilled(Message message, Content content) {
    var channel = message.parties().channel();
    var wording = routing.wording(message.state().work().lane());
    return switch (Worded.of(content, channel, WantedEncoding.AUTO, wording)) {
      case Worded.No(var refusal) -> new Rebilled.No(refusal);
      case Worded.Yes yes -> new Rebilled.As(bill(part(message.bill()), yes));
    };
  }

  /// Why a message that was sent cannot get other words in their place; empty = it can, for the
  /// same price.
  Optional<Refusal> unlike(Message sent, Content content) {
    var wording = routing.wording(sent.state().work().lane());
    var wanted = wanted(sent.bill().encoding());
    return switch (Worded.of(content, sent.parties().channel(), wanted, wording)) {
      case Worded.No(var refusal) -> Optional.of(refusal);
      case Worded.Yes yes when yes.segments() > 1 ->
          Optional.of(
              Refusal.of(
                  Fault.CONTENT_TOO_LONG,
                  "text",
                  "A text that was sent is replaced by one of one segment."));
      case Worded.Yes _ -> Optional.empty();
    };
  }

  private static WantedEncoding wanted(Encoding encoding) { // table
    return switch (encoding) {
      case GSM7 -> WantedEncoding.GSM7;
      case LATIN1 -> WantedEncoding.LATIN1;
      case UCS2 -> WantedEncoding.UCS2;
      case NONE -> WantedEncoding.AUTO;
    };
  }

  private Optional<Refusal> time(Wishes wishes, Instant now) {
    return tooFarAhead(wishes.timing().sendAt(), now);
  }

  /// Why a message cannot wait until that moment.
  Optional<Refusal> tooFarAhead(Optional<Instant> sendAt, Instant now) {
    return sendAt
        .filter(at -> at.isAfter(now.plus(AHEAD_MAX)))
        .map(_ -> Refusal.of(Fault.FIELD_INVALID, "send_at", "At most 35 days ahead."));
  }

  private static Bill bill(Money part, Worded.Yes worded) {
    int segments = worded.segments();
    return new Bill(worded.encoding(), segments, part.times(segments));
  }

  private static Money part(Bill bill) {
    return new Money(bill.price().micros() / bill.segments(), bill.price().currency());
  }

  /// A message that failed as it was accepted: it costs nothing and goes nowhere.
  private Message doomed(Fresh fresh, Refusal refusal) {
    var bill = new Bill(Encoding.NONE, 1, pricing.free());
    return Doomed.of(message(fresh, bill), refusal.fault());
  }

  private Message message(Fresh fresh, Bill bill) {
    var submission = fresh.submission();
    var ends = fresh.ends();
    var way = fresh.way();
    var now = fresh.now();
    var source = submission.source();
    var wishes = submission.wishes();
    var later = fresh.sendAt();
    return new Message(
        fresh.id(),
        fresh.parties(),
        submission.content(),
        new Terms(
            wishes.purpose(),
            wishes.priority(),
            wishes.wantsReceipt(),
            wishes.timing().validity(),
            later,
            wishes.callback()),
        bill,
        new Origin(
            source.place(),
            source.reference(),
            source.tags(),
            source.keepsake(),
            fresh.noted(settings).text()),
        new State(
            later.isPresent() ? Status.SCHEDULED : Status.QUEUED,
            Times.acceptedAt(now),
            new Facts(Optional.empty(), "", "", "", ends.plan().country()),
            Work.fresh(
                way.lane(),
                Flow.of(source.account(), way.plan()),
                later.isPresent() ? Wait.SCHEDULE : Wait.TURN,
                later.orElse(now)),
            List.of(),
            Revision.FIRST));
  }

  private Plan plan(Submission submission, Ends ends, MessageId id) {
    var source = submission.source();
    var asked =
        new Asked(
            source.account(),
            submission.channel(),
            ends.from(),
            ends.to(),
            submission.wishes().purpose(),
            routing.network(ends.to()),
            source.place().region(),
            source.place().live());
    return routing.plan(asked, id.value().low());
  }
}
