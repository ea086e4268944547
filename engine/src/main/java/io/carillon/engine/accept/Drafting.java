package io.carillon.engine.accept;

import io.carillon.engine.accept.Submission.Wishes;
import io.carillon.engine.billing.Rates;
import io.carillon.engine.route.Asked;
import io.carillon.engine.route.Flow;
import io.carillon.engine.route.Plan;
import io.carillon.engine.route.Routing;
import io.carillon.model.Account;
import io.carillon.model.Address;
import io.carillon.model.Channel;
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
import io.carillon.model.Message.Tries;
import io.carillon.model.Message.Work;
import io.carillon.model.MessageId;
import io.carillon.model.Money;
import io.carillon.model.Refusal;
import io.carillon.model.Status;
import io.carillon.model.Wait;
import io.carillon.wire.text.Measure;
import io.carillon.wire.text.Segmentation;
import io.carillon.wire.text.TextEncoding;
import io.carillon.wire.text.WantedEncoding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Turns a submission into a message or a refusal: the checks in their fixed order, pure but for
/// what the numbering plans say.
final class Drafting {
  /// Characters (code points) of a text; every vendor's documented limit.
  static final int CHARACTERS_MAX = 1_600;

  static final Duration AHEAD_MAX = Duration.ofDays(35);
  static final String NO_LANE = "none";

  private final Numbers numbers;
  private final Routing routing;
  private final Rates rates;
  private final long settingsRevision;

  Drafting(Numbers numbers, Routing routing, Rates rates, long settingsRevision) {
    this.numbers = numbers;
    this.routing = routing;
    this.rates = rates;
    this.settingsRevision = settingsRevision;
  }

  /// A message that passed all checks, or why it did not.
  sealed interface Draft {
    record Passed(Message message) implements Draft {}

    record Failed(Refusal refusal) implements Draft {}
  }

  Draft draft(Submission submission, Directory directory, MessageId id, Instant now) {
    if (directory.standing(submission.source().account()) != Account.Standing.ACTIVE) {
      return refused(Fault.FORBIDDEN, "", "The account is not active.");
    }
    var ends = submission.ends();
    var to = ends.to();
    if (!Address.isE164(to)) {
      return refused(
          Fault.RECIPIENT_INVALID,
          "to",
          "'to' must be in E.164 format, for instance +14155552671.");
    }
    var plan = numbers.plan(to);
    if (!plan.possible()) {
      return refused(
          Fault.RECIPIENT_INVALID, "to", "'to' has a length that no number of its country has.");
    }
    var from = sender(ends.from());
    if (from.isEmpty()) {
      return refused(
          Fault.SENDER_INVALID,
          "from",
          "'from' must be in E.164 format, a short code or an alphanumeric sender id.");
    }
    if (!directory.owns(submission.source().account(), from.get(), ends.callingCode())) {
      return refused(
          Fault.SENDER_NOT_REGISTERED, "from", "The account has no sender " + ends.from() + ".");
    }
    var refusal = time(submission.wishes(), now);
    if (refusal.isPresent()) {
      return new Draft.Failed(refusal.get());
    }
    return switch (judged(submission)) {
      case Encoded.No(var no) when submission.late().contains(no.fault()) ->
          new Draft.Passed(
              doomed(submission, id, new Ends(from.get(), Address.phone(to), plan), no, now));
      case Encoded.No(var no) -> new Draft.Failed(no);
      case Encoded.Yes(var encoding, var segments) ->
          new Draft.Passed(
              message(
                  submission,
                  id,
                  new Ends(from.get(), Address.phone(to), plan),
                  bill(submission, plan.country(), encoding, segments),
                  now));
    };
  }

  /// Which checks a submission had passed when policy stopped it, in their order.
  static String passedBefore(Fault fault) {
    if (fault == Fault.SENDER_NOT_REGISTERED) {
      return "account recipient";
    }
    boolean all = fault == Fault.FUNDS_SHORT;
    return "account recipient sender time" + (all ? " content" : "");
  }

  private record Ends(Address from, Address to, Numbers.Plan plan) {}

  private sealed interface Encoded {
    record Yes(Encoding encoding, int segments) implements Encoded {}

    record No(Refusal refusal) implements Encoded {}
  }

  private static Draft refused(Fault fault, String field, String detail) {
    return new Draft.Failed(Refusal.of(fault, field, detail));
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

  private static Optional<Refusal> time(Wishes wishes, Instant now) {
    return wishes
        .timing()
        .sendAt()
        .filter(at -> at.isAfter(now.plus(AHEAD_MAX)))
        .map(_ -> Refusal.of(Fault.FIELD_INVALID, "send_at", "At most 35 days ahead."));
  }

  private static Encoded judged(Submission submission) {
    return submission.doom().<Encoded>map(Encoded.No::new).orElseGet(() -> encoded(submission));
  }

  private static Encoded encoded(Submission submission) {
    return switch (submission.content()) {
      case Content.Text(var body) -> encoded(body, submission.wishes().encoding());
      case Content.Media(var body, _) when submission.channel() != Channel.SMS ->
          tooLong(body) ? new Encoded.No(overLength()) : new Encoded.Yes(Encoding.NONE, 1);
      case Content.Media _,
          Content.Location _,
          Content.Template _,
          Content.Choices _,
          Content.Cards _,
          Content.Contact _,
          Content.File _ ->
          submission.channel() == Channel.SMS
              ? new Encoded.No(Refusal.of(Fault.CONTENT_UNSUPPORTED, "", "SMS carries text only."))
              : new Encoded.Yes(Encoding.NONE, 1);
    };
  }

  private static boolean tooLong(String body) {
    return body.length() > CHARACTERS_MAX && body.codePointCount(0, body.length()) > CHARACTERS_MAX;
  }

  private static Refusal overLength() {
    return Refusal.of(Fault.CONTENT_TOO_LONG, "text", "");
  }

  private static Encoded encoded(String body, WantedEncoding wanted) {
    if (body.isEmpty()) {
      return new Encoded.No(Refusal.of(Fault.FIELD_INVALID, "text", "The text is empty."));
    }
    if (tooLong(body)) {
      return new Encoded.No(overLength());
    }
    return switch (Segmentation.measure(body, wanted)) {
      case Measure.Fits(var encoding, _, var segments) ->
          new Encoded.Yes(canonical(encoding), segments);
      case Measure.Misfit(_, var codePoint, var index) ->
          new Encoded.No(
              Refusal.of(
                  Fault.CONTENT_NOT_ENCODABLE,
                  "text",
                  "Character U+%04X at position %d is not in the asked encoding."
                      .formatted(codePoint, body.codePointCount(0, index) + 1)));
      case Measure.TooLong _ -> new Encoded.No(overLength());
    };
  }

  private static Encoding canonical(TextEncoding encoding) {
    return switch (encoding) {
      case GSM7 -> Encoding.GSM7;
      case LATIN1 -> Encoding.LATIN1;
      case UCS2 -> Encoding.UCS2;
    };
  }

  /// What is not live costs nothing.
  private Bill bill(Submission submission, String country, Encoding encoding, int segments) {
    boolean live = submission.source().place().live();
    var price = live ? rates.price(submission.channel(), country) : free();
    return new Bill(encoding, segments, price.times(segments));
  }

  private Money free() {
    return new Money(0, rates.currency());
  }

  /// A message that failed as it was accepted: it costs nothing and goes nowhere.
  private Message doomed(
      Submission submission, MessageId id, Ends ends, Refusal refusal, Instant now) {
    var message = message(submission, id, ends, new Bill(Encoding.NONE, 1, free()), now);
    var state = message.state().raised(Status.FAILED, now);
    var nowhere =
        new Work(NO_LANE, state.work().flow(), Wait.NOTHING, Optional.empty(), Tries.NONE, 0);
    var facts = state.facts().faulted(Optional.of(refusal.fault()), "");
    return message.with(state.with(facts, nowhere));
  }

  private Message message(Submission submission, MessageId id, Ends ends, Bill bill, Instant now) {
    var source = submission.source();
    var wishes = submission.wishes();
    var plan = plan(submission, ends, id);
    var lane = routing.pick(plan).orElse(NO_LANE);
    var later = wishes.timing().sendAt().filter(now::isBefore);
    return new Message(
        id,
        new Parties(
            source.account(), Direction.OUTBOUND, submission.channel(), ends.from(), ends.to()),
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
            decision(ends.plan(), plan, lane)),
        new State(
            later.isPresent() ? Status.SCHEDULED : Status.QUEUED,
            Times.acceptedAt(now),
            new Facts(Optional.empty(), "", "", "", ends.plan().country()),
            Work.fresh(
                lane,
                Flow.of(source.account(), plan),
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

  private String decision(Numbers.Plan number, Plan plan, String lane) {
    var decision =
        ("settings " + settingsRevision)
            + (number.valid() ? "; valid" : "; possible")
            + (plan.route().isEmpty() ? "" : "; route " + plan.route())
            + ("; " + lane);
    return decision.length() <= 100 ? decision : decision.substring(0, 100);
  }
}
