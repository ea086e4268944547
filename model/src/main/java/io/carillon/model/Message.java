package io.carillon.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One message on its way, outbound or inbound, in the one form that all dialects and channels
/// share. What becomes of it stands in [State]; the rest never changes, save that it may be given
/// other words or terms while that can be done, and that its content and keepsake may be blotted
/// out, with a person's address and what the caller noted where a person is erased.
public record Message(
    MessageId id,
    Parties parties,
    Content content,
    Terms terms,
    Bill bill,
    Origin origin,
    State state)
    implements Subject {

  /// Who writes to whom, on what, for which account.
  public record Parties(
      AccountId account, Direction direction, Channel channel, Address from, Address to) {}

  /// What the caller asked for.
  ///
  /// @param wantsReceipt whether the carrier is asked for a delivery receipt
  /// @param validity how long delivery may be tried; zero = as long as is usual for its purpose
  /// @param sendAt the earliest moment to send, where one was given
  /// @param callback where changes are told, where the caller named a place
  public record Terms(
      Purpose purpose,
      Priority priority,
      boolean wantsReceipt,
      Duration validity,
      Optional<Instant> sendAt,
      Optional<Callback> callback) {
    /// How long delivery is tried.
    public Duration lasting() {
      return validity.isPositive() ? validity : purpose.validity();
    }

    /// The same with another validity.
    public Terms lasting(Duration time) {
      return new Terms(purpose, priority, wantsReceipt, time, sendAt, callback);
    }
  }

  /// How it is encoded, into how many segments, at what price (fixed at acceptance).
  public record Bill(Encoding encoding, int segments, Money price) {
    public Bill {
      if (segments < 1 || segments > 255) {
        throw new IllegalArgumentException("segments: " + segments);
      }
    }
  }

  /// Where it came in.
  ///
  /// @param dialect the dialect's word, for instance `pantheon`; of a message from a person the one
  ///   that tells it, empty where none does
  /// @param form which of the dialect's shapes, for instance `sms`; empty where it has one
  /// @param region where it is to be kept, for instance `eu`; empty where none was named
  /// @param live whether it goes to real people; else to the sandbox, unbilled
  public record Place(String dialect, String form, String region, boolean live) {
    /// Nowhere: what came in from a carrier and nobody wants to hear of.
    public static final Place NONE = of("", "");

    /// A live place without a region.
    public static Place of(String dialect, String form) {
      return new Place(dialect, form, "", true);
    }
  }

  /// Where it came in and what only that place understands.
  ///
  /// @param reference the caller's own reference (guid); empty = none
  /// @param tags the caller's labels, in no order
  /// @param keepsake octets that only the dialect reads; empty = none
  /// @param decision at most 100 characters: the settings' revision, route rule and rate in force
  public record Origin(
      Place place, String reference, Map<String, String> tags, Keepsake keepsake, String decision) {
    private static final int DECISION_MAX = 100;

    public Origin {
      tags = Map.copyOf(tags);
      if (decision.length() > DECISION_MAX) {
        throw new IllegalArgumentException("decision over 100 characters");
      }
    }

    /// This origin, with something else that the dialect keeps.
    public Origin with(Keepsake next) {
      return new Origin(place, reference, tags, next, decision);
    }

    /// The dialect's word.
    public String dialect() {
      return place.dialect();
    }

    /// Which of the dialect's shapes.
    public String form() {
      return place.form();
    }
  }

  /// What has become of it so far.
  ///
  /// @param legs one for each part once it was claimed, in order of the parts; empty before
  /// @param revision counts its changes and notices; guards the next change
  public record State(
      Status status, Times times, Facts facts, Work work, List<Leg> legs, Revision revision) {
    public State {
      legs = List.copyOf(legs);
    }

    /// The guard of the next change.
    public int rev() {
      return revision.rev();
    }

    /// This state with other facts and work.
    public State with(Facts nextFacts, Work nextWork) {
      return new State(status, times, nextFacts, nextWork, legs, revision);
    }

    /// This state with other legs.
    public State with(List<Leg> nextLegs) {
      return new State(status, times, facts, work, nextLegs, revision);
    }

    /// This state with another revision.
    public State with(Revision next) {
      return new State(status, times, facts, work, legs, next);
    }

    /// This state with the status raised to `next` (never lowered) and the time of `next` noted,
    /// also where a later status was reached before.
    public State raised(Status next, Instant at) {
      boolean raises = status.yieldsTo(next);
      boolean passed = next.rank() < status.rank();
      return new State(
          raises ? next : status,
          raises || passed ? times.reached(next, at) : times,
          facts,
          work,
          legs,
          revision);
    }
  }

  /// The counters that every change carries on.
  ///
  /// @param rev raised by one with each change
  /// @param notices the number of the last notice issued, 0 before the first
  public record Revision(int rev, int notices) {
    /// The first revision.
    public static final Revision FIRST = new Revision(0, 0);
  }

  /// When it reached each status; empty where it did not (yet).
  ///
  /// @param ended when it became undelivered, expired, failed or canceled
  public record Times(
      Instant accepted,
      Instant updated,
      Optional<Instant> sending,
      Optional<Instant> sent,
      Optional<Instant> delivered,
      Optional<Instant> ended,
      Optional<Instant> read) {
    /// The times of a message that was just accepted.
    public static Times acceptedAt(Instant now) {
      var none = Optional.<Instant>empty();
      return new Times(now, now, none, none, none, none, none);
    }

    /// These times with the one of `status` set (unless it is set already) and `updated` moved on.
    public Times reached(Status status, Instant at) {
      return new Times(
          accepted,
          at,
          status == Status.SENDING ? sending.or(() -> Optional.of(at)) : sending,
          status == Status.SENT ? sent.or(() -> Optional.of(at)) : sent,
          status == Status.DELIVERED ? delivered.or(() -> Optional.of(at)) : delivered,
          status.rank() == 50 ? ended.or(() -> Optional.of(at)) : ended,
          status == Status.READ ? read.or(() -> Optional.of(at)) : read);
    }
  }

  /// What was learned on the way; empty text = not known, never a guess.
  ///
  /// @param fault why it ended without delivery
  /// @param carrierCode the far end's own code for it, for operators
  /// @param carrier the far end that has it
  /// @param network the recipient's operator as the far end named it
  /// @param country the recipient's country, ISO 3166-1 alpha-2
  /// @param cost what carriers ask for the parts that they took, as it stood when they took them,
  ///   in micro-units of the currency of the price; empty = nothing was taken, or it is not known
  public record Facts(
      Optional<Fault> fault,
      String carrierCode,
      String carrier,
      String network,
      String country,
      OptionalLong cost) {
    /// Facts of what no carrier has taken.
    public Facts(
        Optional<Fault> fault, String carrierCode, String carrier, String network, String country) {
      this(fault, carrierCode, carrier, network, country, OptionalLong.empty());
    }

    /// These facts with another fault and the far end's code for it.
    public Facts faulted(Optional<Fault> next, String code) {
      return new Facts(next, code, carrier, network, country, cost);
    }

    /// These facts, on another carrier.
    public Facts on(String next) {
      return new Facts(fault, carrierCode, next, network, country, cost);
    }

    /// These facts with the network, where one is told.
    public Facts within(String told) {
      return told.isEmpty() ? this : new Facts(fault, carrierCode, carrier, told, country, cost);
    }

    /// These facts, at this cost.
    public Facts costing(OptionalLong asked) {
      return new Facts(fault, carrierCode, carrier, network, country, asked);
    }
  }

  /// What it waits for.
  ///
  /// @param lane the lane it stands in; empty = none
  /// @param flow whose turn it takes there
  /// @param due when something is to be done for it next; empty = nothing
  /// @param run the start of the server process whose claim it carries, micros; 0 = never claimed
  public record Work(
      String lane, String flow, Wait waitsFor, Optional<Instant> due, Tries tries, long run) {
    /// No work at all.
    public static final Work NONE = new Work("", "", Wait.NOTHING, Optional.empty(), Tries.NONE, 0);

    /// Work in a lane that has not been begun.
    public static Work fresh(String lane, String flow, Wait waitsFor, Instant due) {
      return new Work(lane, flow, waitsFor, Optional.of(due), Tries.NONE, 0);
    }

    /// This work, waiting for something else.
    public Work waiting(Wait next, Optional<Instant> nextDue) {
      return new Work(lane, flow, next, nextDue, tries, run);
    }

    /// This work with other tries.
    public Work with(Tries next) {
      return new Work(lane, flow, waitsFor, due, next, run);
    }

    /// How many tries have counted.
    public int attempts() {
      return tries.attempts();
    }

    /// How many of its outcomes stayed unknown.
    public int doubts() {
      return tries.doubts();
    }
  }

  /// What was tried so far.
  ///
  /// @param attempts how many tries have counted, with the carrier that has it now
  /// @param doubts how many outcomes stayed unknown
  /// @param refusedBy the carriers that will not take it, in the order of their refusals
  public record Tries(int attempts, int doubts, List<String> refusedBy) {
    /// Nothing.
    public static final Tries NONE = new Tries(0, 0, List.of());

    public Tries {
      refusedBy = List.copyOf(refusedBy);
    }

    /// These, and one more try counted.
    public Tries counted() {
      return new Tries(attempts + 1, doubts, refusedBy);
    }

    /// These, and one more doubt counted.
    public Tries doubted() {
      return new Tries(attempts, doubts + 1, refusedBy);
    }

    /// These, and one more carrier that will not take it: the next one begins anew.
    public Tries refused(String carrier) {
      var all = new ArrayList<>(refusedBy);
      all.add(carrier);
      return new Tries(0, doubts, all);
    }
  }

  /// The account that it belongs to.
  @Override
  public AccountId account() {
    return parties.account();
  }

  /// How far it has come.
  public Status status() {
    return state.status();
  }

  /// Until when delivery is tried: the time counts from acceptance, or from the moment asked for.
  public Instant until() {
    return terms.sendAt().orElse(state.times().accepted()).plus(terms.lasting());
  }

  /// Whether it has ended, and no part of it is out or left for good: nobody heard of it.
  public boolean isBack() {
    return status().rank() == Status.FAILED.rank()
        && state.legs().stream().allMatch(leg -> leg.standing() == Leg.Standing.NOT_TAKEN);
  }

  /// Whether nobody here needs what it says any more: nothing of it is left to be sent, tried again
  /// or answered.
  public boolean isDone() {
    return switch (state.work().waitsFor()) {
      case NOTHING, RECEIPT ->
          state.legs().stream().noneMatch(leg -> leg.standing() == Leg.Standing.INTENDED);
      case TURN,
          SCHEDULE,
          RETRY,
          THROTTLE,
          ANSWER,
          DOUBT,
          QUIET,
          CAP,
          FREQUENCY,
          REPLY,
          SUSPENDED ->
          false;
    };
  }

  /// This message without its words and whatever else its dialect kept of them.
  public Message redacted() {
    var bare =
        content instanceof Content.Media(_, var items)
            ? new Content.Media("", items)
            : new Content.Text("");
    return with(bare, Keepsake.NONE);
  }

  /// This message without its words and media, without what its caller noted with it, and without
  /// the address of a person.
  public Message without(Collection<Address> person) {
    var from = person.contains(parties.from()) ? Address.ERASED : parties.from();
    var to = person.contains(parties.to()) ? Address.ERASED : parties.to();
    var ends = new Parties(parties.account(), parties.direction(), parties.channel(), from, to);
    var place = origin.place();
    var noted = new Origin(place, "", Map.of(), Keepsake.NONE, origin.decision());
    return new Message(id, ends, new Content.Text(""), terms, bill, noted, state);
  }

  /// Whether the person was erased whom it was from or to: no list shows it any more.
  public boolean isErased() {
    return parties.to().equals(Address.ERASED) || parties.from().equals(Address.ERASED);
  }

  /// This message with other words, and what its dialect keeps of them.
  public Message with(Content words, Keepsake kept) {
    return new Message(id, parties, words, terms, bill, origin.with(kept), state);
  }

  /// This message without one item of its media: the first that equals it.
  public Message without(Content.Item item) {
    if (!(content instanceof Content.Media(var body, var items))) {
      return this;
    }
    var rest = new ArrayList<>(items);
    rest.remove(item);
    return new Message(id, parties, new Content.Media(body, rest), terms, bill, origin, state);
  }

  /// This message under other terms.
  public Message with(Terms next) {
    return new Message(id, parties, content, next, bill, origin, state);
  }

  /// This message with another state.
  public Message with(State next) {
    return new Message(id, parties, content, terms, bill, origin, next);
  }
}
