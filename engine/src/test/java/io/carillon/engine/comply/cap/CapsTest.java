package io.carillon.engine.comply.cap;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.comply.Allowance;
import io.carillon.engine.comply.Case;
import io.carillon.engine.comply.Check.Verdict;
import io.carillon.engine.comply.Policy;
import io.carillon.engine.sender.Arranged;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Message.Facts;
import io.carillon.model.Message.Parties;
import io.carillon.model.Message.Revision;
import io.carillon.model.Message.Tries;
import io.carillon.model.Purpose;
import io.carillon.model.Refusal;
import io.carillon.model.Spending;
import io.carillon.model.Status;
import io.carillon.model.Wait;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryMeters;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapsTest {
  /// 21 November in Los Angeles.
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

  private static final Instant MIDNIGHT = Instant.parse("2026-11-22T08:00:00Z");
  private static final Address NUMBER = Address.phone("+14155550142");
  private static final Address ATT = Address.phone("+12125550101");
  private static final Address T_MOBILE = Address.phone("+12125550102");
  private static final Address VERIZON = Address.phone("+12125550103");
  private static final Address SMALL = Address.phone("+12125550104");
  private static final Address UNKNOWN = Address.phone("+12125550105");
  private static final Map<Address, String> NETWORKS =
      Map.of(ATT, "310410", T_MOBILE, "310260", VERIZON, "311480", SMALL, "311230");

  private final MemoryMeters meters = new MemoryMeters();
  private final Samples samples = new Samples(3);
  private final Policy<CapPolicy> policy = CapPolicy.policy();
  private Directory directory = CappedDirectory.of(0, "T", NUMBER, false);
  private Caps caps = caps(true);

  private Caps caps(boolean countUnknown) {
    var table = CapTable.shipped();
    return new Caps(
        new Caps.Knowing(new Arranged(), () -> directory, to -> NETWORKS.getOrDefault(to, "")),
        new Caps.Rules(table, countUnknown),
        new CapFigures(meters, table.carriers()));
  }

  private Message to(Address person) {
    var message = samples.message();
    var parties = new Parties(Samples.ACCOUNT, Direction.OUTBOUND, Channel.SMS, NUMBER, person);
    var state = message.state();
    return new Message(
        message.id(),
        parties,
        message.content(),
        message.terms(),
        message.bill(),
        message.origin(),
        state.with(new Facts(Optional.empty(), "", "", "", "US"), state.work()));
  }

  private static Optional<Verdict.Later> later(Allowance allowance) {
    return allowance instanceof Allowance.Waits(var later) ? Optional.of(later) : Optional.empty();
  }

  private Allowance take(Address person, int parts, Instant now) {
    return caps.take(to(person), parts, now);
  }

  private int taken(Address person, int asked, Instant now) {
    int taken = 0;
    for (int i = 0; i < asked; i++) {
      taken += take(person, 1, now) instanceof Allowance.Taken ? 1 : 0;
    }
    return taken;
  }

  @Test
  void whoHasNoCampaignHasNoCaps() {
    directory = new Directory(2, List.of(Samples.account()), List.of(), List.of(), List.of());

    assertThat(caps.concern(to(ATT))).isFalse();
    assertThat(take(ATT, 1, NOW)).isEqualTo(Allowance.FREE);
  }

  @Test
  void aSenderThatIsRegisteredEverywhereHasNone() {
    directory = CappedDirectory.of(0, "T", NUMBER, true);

    assertThat(caps.concern(to(ATT))).isFalse();
  }

  @Test
  void aDayIsOverWhenTheBrandHasSentWhatItMay() {
    assertThat(taken(T_MOBILE, 2_100, NOW)).isEqualTo(2_000);
    var later = later(take(T_MOBILE, 1, NOW)).orElseThrow();

    assertThat(later.until()).isEqualTo(MIDNIGHT);
    assertThat(later.waitsFor()).isEqualTo(Wait.CAP);
    assertThat(later.why()).contains("tmobile takes 2,000 parts of a brand a day");
    assertThat(later(take(T_MOBILE, 1, MIDNIGHT.minusMillis(1)))).isPresent();
    assertThat(taken(T_MOBILE, 2_100, MIDNIGHT)).isEqualTo(2_000);
    assertThat(meters.counted("caps.found", "carrier", "tmobile", "became", "waiting"))
        .isPositive();
  }

  @Test
  void partsAreCounted() {
    assertThat(take(T_MOBILE, 3, NOW))
        .isInstanceOfSatisfying(
            Allowance.Taken.class,
            taken ->
                assertThat(taken.spent())
                    .singleElement()
                    .satisfies(spent -> {
                      assertThat(spent.parts()).isEqualTo(3);
                      assertThat(spent.name()).isEqualTo("tmobile brand");
                      assertThat(spent.until()).isEqualTo(MIDNIGHT);
                    }));
    assertThat(taken(T_MOBILE, 2_000, NOW)).isEqualTo(1_997);
  }

  @Test
  void oneCarriersCapHoldsUpNoOther() {
    var _ = taken(T_MOBILE, 2_001, NOW);
    int att = taken(ATT, 100, NOW);

    assertThat(att).isEqualTo(3);
    assertThat(taken(VERIZON, 100, NOW)).isEqualTo(100);
    assertThat(taken(SMALL, 10_000, NOW)).isEqualTo(10_000);
  }

  @Test
  void anUnknownNetworkMayBeAnyCarriers() {
    assertThat(taken(UNKNOWN, 100, NOW)).isEqualTo(3);
    assertThat(taken(ATT, 100, NOW)).isZero();
    assertThat(taken(T_MOBILE, 3_000, NOW)).isEqualTo(1_997);

    caps = caps(false);
    assertThat(taken(UNKNOWN, 10_000, NOW)).isEqualTo(10_000);
  }

  @Test
  void whatWaitsForAMinuteGoesAtItsOwnMoment() {
    assertThat(taken(ATT, 3, NOW)).isEqualTo(3);
    var first = later(take(ATT, 1, NOW)).orElseThrow();
    var second = later(take(ATT, 1, NOW)).orElseThrow();

    assertThat(first.until()).isAfter(NOW).isBefore(second.until());
    var waiting = to(ATT);
    var held = first.on(waiting);
    assertThat(caps.take(held, 1, first.until())).isInstanceOf(Allowance.Taken.class);
  }

  @Test
  void whatWasNotClaimedIsGivenBack() {
    assertThat(taken(T_MOBILE, 1_999, NOW)).isEqualTo(1_999);
    var last = (Allowance.Taken) take(T_MOBILE, 1, NOW);
    assertThat(later(take(T_MOBILE, 1, NOW))).isPresent();

    last.giveBack().run();

    assertThat(taken(T_MOBILE, 5, NOW)).isEqualTo(1);
  }

  @Test
  void aMessageCountsOnceADay() {
    var message = to(T_MOBILE);
    var tried = message.with(message.state().raised(Status.SENDING, NOW.minusSeconds(60)));
    var again = (Allowance.Taken) caps.take(tried, 1, NOW);
    var nextDay = (Allowance.Taken) caps.take(tried, 1, MIDNIGHT);
    var work = tried.state().work().with(Tries.NONE.doubted());
    var doubted = tried.with(tried.state().with(tried.state().facts(), work));

    assertThat(again.spent()).isEmpty();
    assertThat(nextDay.spent()).hasSize(1);
    assertThat(((Allowance.Taken) caps.take(doubted, 1, NOW)).spent()).hasSize(1);
  }

  @Test
  void whatWentBeforeARestartCounts() throws Exception {
    var store = MemoryStore.atOnce();
    var spent = ((Allowance.Taken) take(T_MOBILE, 1, NOW)).spent().getFirst();
    var yesterday =
        new Spending(
            spent.account(),
            spent.owner(),
            spent.name(),
            spent.from().minus(Duration.ofDays(1)),
            spent.from(),
            900);
    var rows = Samples.inside(new Write.Spent(spent.of(1_500)), new Write.Spent(yesterday));
    assertThat(store.commits().write(rows)).isEqualTo(new Result.Done());

    caps = caps(true);
    caps.recover(store.spendings(), NOW);

    assertThat(taken(T_MOBILE, 2_000, NOW)).isEqualTo(500);
  }

  @Test
  void whatEndsWhileItWaitsForAMinuteKeepsNobodyBehindItWaiting() {
    var waiting = new ArrayList<Message>();
    for (int i = 0; i < 500; i++) {
      var message = to(ATT);
      later(caps.take(message, message.bill().segments(), NOW))
          .ifPresent(wait -> waiting.add(wait.on(message)));
    }
    var full = later(take(ATT, 1, NOW)).orElseThrow().until();
    assertThat(full).isAfter(NOW.plusSeconds(240));
    var unbooking = new Unbooking(caps, new ManualClock(NOW));

    for (var message : waiting) {
      var state = message.state().raised(Status.CANCELED, NOW).with(new Revision(1, 0));
      unbooking.after(Samples.change(message, message.with(state)));
    }

    assertThat(later(take(ATT, 1, NOW)).orElseThrow().until()).isBefore(NOW.plusSeconds(10));
  }

  @Test
  void whatGoesOnToWaitKeepsItsMoment() {
    var waiting = new ArrayList<Message>();
    for (int i = 0; i < 50; i++) {
      var message = to(ATT);
      later(caps.take(message, message.bill().segments(), NOW))
          .ifPresent(wait -> waiting.add(wait.on(message)));
    }
    var unbooking = new Unbooking(caps, new ManualClock(NOW));
    var last = waiting.getLast();
    var before = later(take(ATT, 1, NOW)).orElseThrow().until();

    unbooking.after(Samples.change(last, last.with(last.state().with(new Revision(1, 0)))));

    assertThat(later(take(ATT, 1, NOW)).orElseThrow().until()).isAfter(before);
  }

  @Test
  void itTellsHowTheyStand() {
    var _ = taken(T_MOBILE, 7, NOW);
    var _ = taken(ATT, 2, NOW);

    var standing = caps.of(CappedDirectory.campaign("T"), NOW);

    assertThat(standing)
        .extracting(one -> one.cap().carrier() + " " + one.used())
        .containsExactly(
            "att OptionalInt[2]", "tmobile OptionalInt[7]", "verizon OptionalInt.empty");
    assertThat(standing.get(1).until()).contains(MIDNIGHT);
  }

  private Verdict checked(Address person) {
    var parties = new Parties(Samples.ACCOUNT, Direction.OUTBOUND, Channel.SMS, NUMBER, person);
    var use = new Case.Use(Purpose.TRANSACTIONAL, true);
    var content = new Content.Text("Hello");
    return new CapCheck(caps, policy).of(new Case(parties, "US", content, use, directory, NOW));
  }

  @Test
  void itIsRefusedOnlyWhereThePolicySaysSo() {
    var _ = taken(T_MOBILE, 2_000, NOW);
    assertThat(checked(T_MOBILE)).isEqualTo(Verdict.PASSED);

    policy.adopt(Map.of("reached", "refuse"));

    assertThat(checked(T_MOBILE))
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> {
              Refusal refusal = refused.refusal();
              assertThat(refusal.fault()).isEqualTo(Fault.CAP_REACHED);
              assertThat(refusal.detail()).contains("tmobile", "2026-11-22T08:00:00Z");
            });
    assertThat(checked(VERIZON)).isEqualTo(Verdict.PASSED);
  }

  @Test
  void whatHasItsOwnTimeWaitsNoLongerThanThat() {
    var later = new Verdict.Later(MIDNIGHT, Wait.CAP, "caps");
    var message = to(T_MOBILE);

    var held = later.on(message);

    assertThat(held.until()).isEqualTo(message.until());
    assertThat(held.state().work().due().orElseThrow())
        .isBeforeOrEqualTo(message.until().plusMillis(1));
  }
}
