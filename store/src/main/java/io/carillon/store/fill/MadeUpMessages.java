package io.carillon.store.fill;

import io.carillon.model.AccountId;
import io.carillon.model.Callback;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Encoding;
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
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Status;
import io.carillon.model.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// Makes up single messages that have reached their end: of 100, 90 delivered, 3 undelivered, 2
/// failed, 1 expired, 2 sent without a receipt asked for, 2 from a person.
final class MadeUpMessages {
  private static final Money PRICE_OF_SEGMENT = new Money(7_500, "USD");
  private static final Money PRICE_OF_MMS = new Money(20_000, "USD");
  private static final Money FREE = new Money(0, "USD");
  private static final List<String> CARRIERS = List.of("alpha", "alpha", "alpha", "beta", "gamma");
  private static final List<Place> PLACES =
      List.of(
          Place.of("pantheon", "unified"),
          Place.of("pantheon", "unified"),
          Place.of("mycpaas", "laml"),
          Place.of("intelepeer", "v4"),
          Place.of("v2", ""));
  private static final List<Purpose> PURPOSES =
      List.of(
          Purpose.OTP,
          Purpose.OTP,
          Purpose.TRANSACTIONAL,
          Purpose.TRANSACTIONAL,
          Purpose.TRANSACTIONAL,
          Purpose.PROMOTIONAL);
  private static final Set<Status> TOLD = Set.of(Status.DELIVERED, Status.FAILED);
  private static final String TEST_LANE = "sandbox";

  private final MadeUpPeople people;
  private final MadeUpWords words;
  private final SplittableRandom chance;
  private long farIds = 0x10_0000_0000L;
  private long references;

  MadeUpMessages(long count, SplittableRandom chance) {
    this.chance = chance;
    people = new MadeUpPeople(count, chance);
    words = new MadeUpWords(chance);
  }

  /// A message of an account, accepted at the time in its id.
  Message message(MessageId id, AccountId account) {
    var accepted = Instant.ofEpochMilli(id.value().epochMillis());
    return chance.nextInt(50) == 0
        ? inbound(id, account, accepted)
        : outbound(id, account, accepted);
  }

  private Message inbound(MessageId id, AccountId account, Instant accepted) {
    var person = people.person();
    var parties =
        new Parties(
            account, Direction.INBOUND, Channel.SMS, person.address(), people.number(account));
    var times = Times.acceptedAt(accepted);
    return new Message(
        id,
        parties,
        new Content.Text(words.answer()),
        new Terms(
            Purpose.TRANSACTIONAL,
            Priority.NORMAL,
            false,
            Duration.ZERO,
            Optional.empty(),
            Optional.empty()),
        new Bill(Encoding.GSM7, 1, FREE),
        new Origin(Place.of("pantheon", "sms"), "", Map.of(), Keepsake.NONE, ""),
        new State(
            Status.RECEIVED,
            times,
            new Facts(Optional.empty(), "", carrier(), "", person.country()),
            Work.NONE,
            List.of(),
            Revision.FIRST));
  }

  private Message outbound(MessageId id, AccountId account, Instant accepted) {
    var person = people.person();
    var channel = chance.nextInt(12) == 0 ? Channel.MMS : Channel.SMS;
    var purpose = PURPOSES.get(chance.nextInt(PURPOSES.size()));
    var text = words.text(purpose);
    var content = channel == Channel.MMS ? words.media(text) : new Content.Text(text);
    var bill = bill(channel, text);
    var ending = Ending.drawn(chance);
    boolean live = chance.nextInt(100) > 0;
    var place = PLACES.get(chance.nextInt(PLACES.size()));
    var lane = live ? carrier() : TEST_LANE;
    return new Message(
        id,
        new Parties(account, Direction.OUTBOUND, channel, people.sender(account), person.address()),
        content,
        new Terms(
            purpose,
            purpose == Purpose.OTP ? Priority.HIGH : Priority.NORMAL,
            ending.status() != Status.SENT,
            Duration.ZERO,
            Optional.empty(),
            callback(account)),
        live ? bill : new Bill(bill.encoding(), bill.segments(), FREE),
        new Origin(
            new Place(place.dialect(), place.form(), "", live),
            chance.nextInt(5) < 3 ? "order-" + (1_000_000 + references++) : "",
            words.tags(),
            Keepsake.NONE,
            "settings 1; valid; " + lane),
        state(ending, accepted, lane, person, bill.segments()));
  }

  private static Bill bill(Channel channel, String text) {
    if (channel == Channel.MMS) {
      return new Bill(Encoding.NONE, 1, PRICE_OF_MMS);
    }
    boolean plain = text.chars().allMatch(c -> c < 0x80);
    int whole = plain ? 160 : 70;
    int part = plain ? 153 : 67;
    int segments = text.length() <= whole ? 1 : (text.length() + part - 1) / part;
    return new Bill(
        plain ? Encoding.GSM7 : Encoding.UCS2, segments, PRICE_OF_SEGMENT.times(segments));
  }

  private Optional<Callback> callback(AccountId account) {
    return chance.nextInt(3) > 0
        ? Optional.empty()
        : Optional.of(
            new Callback("https://example.com/hooks/" + account.value().hex() + "/sms", TOLD));
  }

  private State state(
      Ending ending, Instant accepted, String lane, MadeUpPeople.Person person, int parts) {
    var sending = accepted.plusMillis(2 + chance.nextInt(60));
    var sent = sending.plusMillis(3 + chance.nextInt(80));
    var end = sent.plus(ending.lag(chance));
    var times = Times.acceptedAt(accepted).reached(Status.SENDING, sending);
    if (ending.status() != Status.FAILED) {
      times = times.reached(Status.SENT, sent);
    }
    if (ending.status() != Status.SENT) {
      times = times.reached(ending.status(), end);
    }
    boolean known = ending.status() == Status.DELIVERED;
    var facts =
        new Facts(
            ending.fault(), ending.code(), lane, known ? person.network() : "", person.country());
    long run = accepted.getEpochSecond() / 86_400 * 86_400_000_000L;
    var work = new Work(lane, "", Wait.NOTHING, Optional.empty(), new Tries(1, 0, List.of()), run);
    return new State(ending.status(), times, facts, work, legs(ending, parts), new Revision(3, 0));
  }

  private List<Leg> legs(Ending ending, int parts) {
    var legs = new ArrayList<Leg>(parts);
    for (int part = 1; part <= parts; part++) {
      boolean taken = ending.leg() != Leg.Standing.NOT_TAKEN;
      var farId = taken ? Long.toHexString(farIds++) : "";
      legs.add(new Leg(part, ending.leg(), farId, chance.nextInt(0x1_0000)));
    }
    return legs;
  }

  private String carrier() {
    return CARRIERS.get(chance.nextInt(CARRIERS.size()));
  }
}
