package io.carillon.front.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.front.door.Keys.Entry;
import io.carillon.model.ApiKey;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Fault;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ThresholdTest {
  private final House house = new House();

  private Keys keys(int failedLogins, int requestsPerKey) {
    return new Keys(
        new Threshold(
            house.ports().accounts(),
            house.clock(),
            new Threshold.Limits(failedLogins, requestsPerKey, 0)));
  }

  private static Entry enter(Keys keys, String key) {
    var field = new Field("X-API-Key", key);
    return keys.enter(Request.of("GET", "/", List.of(field), new byte[0]), Scope.MESSAGING_SEND);
  }

  private static Optional<Fault> fault(Entry entry) {
    return entry instanceof Entry.Denied(var refusal)
        ? Optional.of(refusal.fault())
        : Optional.empty();
  }

  @Test
  void slowsDownWhoGuessesAndLetsThoseThroughWhoAreKnown() {
    var keys = keys(3, 0);
    assertThat(fault(enter(keys, "wrong 1"))).contains(Fault.UNAUTHENTICATED);
    assertThat(fault(enter(keys, House.KEY))).isEmpty();
    assertThat(fault(enter(keys, "wrong 2"))).contains(Fault.UNAUTHENTICATED);
    assertThat(fault(enter(keys, "wrong 3"))).contains(Fault.UNAUTHENTICATED);

    assertThat(fault(enter(keys, "wrong 4"))).contains(Fault.TOO_MANY_REQUESTS);
    assertThat(fault(enter(keys, House.KEY))).isEmpty();

    house.clock().advance(Duration.ofMinutes(1));
    assertThat(fault(enter(keys, "wrong 5"))).contains(Fault.UNAUTHENTICATED);
  }

  @Test
  void aGoodKeyIsNeverLockedOutNotEvenOneThatWasNeverSeen() {
    var keys = keys(1, 0);
    enter(keys, "wrong");

    assertThat(fault(enter(keys, "wrong again"))).contains(Fault.TOO_MANY_REQUESTS);
    assertThat(fault(enter(keys, House.KEY))).isEmpty();
  }

  private Threshold threshold(int failedLogins) {
    return new Threshold(
        house.ports().accounts(), house.clock(), new Threshold.Limits(failedLogins, 0, 0));
  }

  private Entry enter(Threshold threshold, String password, boolean right) {
    var caller = new Caller(house.account(), Optional.empty());
    return threshold.admitPerson(
        Request.of("POST", "/", List.of(), new byte[0]),
        "me:" + password,
        Scope.MESSAGING_SEND,
        () -> right ? Optional.of(caller) : Optional.empty());
  }

  @Test
  void doesNotLookAtAPasswordThatIsNewWhileSomebodyGuesses() {
    var threshold = threshold(1);
    enter(threshold, "wrong", false);

    var no = enter(threshold, "right", true);

    assertThat(fault(no)).contains(Fault.TOO_MANY_REQUESTS);
    assertThat(((Entry.Denied) no).refusal().retryAfter()).contains(Duration.ofMinutes(1));
    house.clock().advance(Duration.ofMinutes(1));
    assertThat(fault(enter(threshold, "right", true))).isEmpty();
  }

  @Test
  void letsAPasswordThroughThatOpenedTheDoorBefore() {
    var threshold = threshold(1);
    assertThat(fault(enter(threshold, "right", true))).isEmpty();
    enter(threshold, "wrong", false);

    assertThat(fault(enter(threshold, "wrong again", false))).contains(Fault.TOO_MANY_REQUESTS);
    assertThat(fault(enter(threshold, "right", true))).isEmpty();
  }

  @Test
  void whoShowsNothingIsSlowedDownAndKeysPass() {
    var limits = new Threshold.Limits(0, 0, 2);
    var keys = new Keys(new Threshold(house.ports().accounts(), house.clock(), limits));
    assertThat(fault(enter(keys, ""))).contains(Fault.UNAUTHENTICATED);
    assertThat(fault(enter(keys, ""))).contains(Fault.UNAUTHENTICATED);

    assertThat(fault(enter(keys, ""))).contains(Fault.TOO_MANY_REQUESTS);
    assertThat(fault(enter(keys, House.KEY))).isEmpty();

    house.clock().advance(Duration.ofSeconds(1));
    assertThat(fault(enter(keys, ""))).contains(Fault.UNAUTHENTICATED);
  }

  @Test
  void countsNoGuessesWhereThereIsNoLimit() {
    var keys = keys(0, 0);
    for (int i = 0; i < 1_000; i++) {
      assertThat(fault(enter(keys, "wrong"))).contains(Fault.UNAUTHENTICATED);
    }
  }

  @Test
  void keepsAKeyToTheServersRate() {
    var keys = keys(0, 2);
    assertThat(fault(enter(keys, House.KEY))).isEmpty();
    assertThat(fault(enter(keys, House.KEY))).isEmpty();

    var no = enter(keys, House.KEY);

    assertThat(fault(no)).contains(Fault.TOO_MANY_REQUESTS);
    assertThat(((Entry.Denied) no).refusal().retryAfter()).contains(Duration.ofMillis(500));
    house.clock().advance(Duration.ofSeconds(1));
    assertThat(fault(enter(keys, House.KEY))).isEmpty();
  }

  @Test
  void aKeysOwnRateStandsOverTheServers() throws InterruptedException {
    var key = "sk_live_slow_and_steady_wins";
    var grant = new ApiKey.Grant(Scope.ALL_WORDS, true, 1);
    house
        .ports()
        .commits()
        .write(
            new Commit(
                Urgency.ACCEPT,
                List.of(),
                List.of(
                    new Write.Enrolled(
                        new Commit.Entry.OfKey(
                            new ApiKey(
                                "key_0000000000000001",
                                house.account().id(),
                                Keys.sha256(key),
                                ApiKey.About.named("slow"),
                                grant,
                                ApiKey.Life.since(House.OPENED))),
                        io.carillon.testkit.Samples.OCCASION))));
    var keys = keys(0, 0);

    assertThat(fault(enter(keys, key))).isEmpty();
    assertThat(fault(enter(keys, key))).contains(Fault.TOO_MANY_REQUESTS);
    assertThat(fault(enter(keys, House.KEY))).isEmpty();
  }

  @Test
  void allKeysOfAnAccountShareItsRate() {
    house.accountRate(2);
    house.addKey("sk_live_second", Set.of("messaging:send"));
    var keys = house.keys();
    assertThat(fault(enter(keys, House.KEY))).isEmpty();
    assertThat(fault(enter(keys, "sk_live_second"))).isEmpty();

    var no = enter(keys, House.KEY);

    assertThat(fault(no)).contains(Fault.TOO_MANY_REQUESTS);
    assertThat(((Entry.Denied) no).refusal().retryAfter()).contains(Duration.ofMillis(500));
    house.clock().advance(Duration.ofMillis(500));
    assertThat(fault(enter(keys, "sk_live_second"))).isEmpty();
  }
}
