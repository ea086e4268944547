package io.carillon.engine.billing;

import static io.carillon.testkit.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.billing.LowBalance.Finding;
import io.carillon.engine.comply.Policy;
import io.carillon.model.Account;
import io.carillon.model.AccountEvent;
import io.carillon.model.AccountEvent.What;
import io.carillon.model.AccountId;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Commit.Write;
import io.carillon.model.Id;
import io.carillon.model.Money;
import io.carillon.model.Notice.Progress;
import io.carillon.model.Secret;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryMeters;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Samples;
import io.carillon.testkit.SeededIds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LowBalanceTest {
  private static final String NAME = "AC" + ACCOUNT.value().hex();

  private final MemoryStore store = MemoryStore.atOnce();
  private final ManualClock clock = new ManualClock();
  private final SeededIds ids = new SeededIds(1, clock);
  private final MemoryMeters meters = new MemoryMeters();
  private final Policy<BalancePolicy> policy = BalancePolicy.policy();
  private LowBalance low = watch();

  private LowBalance watch() {
    var ground = new LowBalance.Ground(store.accountEvents(), store.accounts(), policy);
    return new LowBalance(ground, clock, ids, meters);
  }

  @BeforeEach
  void setUp() throws Exception {
    write(new Write.Enrolled(new Entry.OfAccount(Samples.account()), Samples.OCCASION));
    policy.adopt(Map.of("low_below", "10", "low_webhook", "https://example.com/money"));
  }

  private void write(Write... writes) throws InterruptedException {
    store.commits().write(Samples.inside(writes));
  }

  private void move(AccountId account, long dollars) throws InterruptedException {
    var amount = new Money(dollars * 1_000_000, "USD");
    write(new Write.Moved(account, Reason.TOP_UP, amount, clock.now()));
  }

  private List<AccountEvent> events() {
    return store.accountEvents().page(ACCOUNT, Optional.empty(), 100);
  }

  @ParameterizedTest
  @CsvSource({
    "9, 10, false, LOW",
    "9, 10, true, NOTHING",
    "10, 10, false, NOTHING",
    "10, 10, true, OVER",
    "-51, -50, false, LOW",
  })
  void isLowBelowItsBoundAndOverFromItOn(long balance, long below, boolean stands, Finding found) {
    assertThat(LowBalance.finding(new Money(balance, "USD"), below, stands)).isEqualTo(found);
  }

  @Test
  void tellsOnceEachTimeItFalls() throws Exception {
    move(ACCOUNT, 12);
    low.round();
    assertThat(events()).isEmpty();

    move(ACCOUNT, -3);
    low.round();
    move(ACCOUNT, -3);
    low.round();

    var event = events().getFirst();
    assertThat(events()).hasSize(1);
    assertThat(event.what())
        .isEqualTo(new What.BalanceLow(new Money(9_000_000, "USD"), new Money(10_000_000, "USD")));
    assertThat(event.telling().progress()).isEqualTo(Progress.OPEN);
    assertThat(event.telling().due()).contains(clock.now());
    assertThat(meters.counted("balance.low")).isOne();
    assertThat(meters.shown("balance.low_now")).isOne();
    assertThat(meters.shown("balance.left", "account", NAME)).isEqualTo(6_000_000);

    move(ACCOUNT, 3);
    low.round();
    move(ACCOUNT, 3);
    low.round();
    assertThat(events().getFirst().over()).isPresent();
    move(ACCOUNT, -3);
    low.round();
    assertThat(events()).hasSize(2);
  }

  @Test
  void whatStandsStandsForTheNextProcessToo() throws Exception {
    move(ACCOUNT, 5);
    low.round();
    low = watch();
    low.round();

    assertThat(events()).hasSize(1);
    assertThat(meters.counted("balance.low")).isOne();
  }

  @Test
  void withoutAWebhookThereIsNobodyToTell() throws Exception {
    policy.adopt(Map.of("low_below", "10"));
    move(ACCOUNT, 5);
    low.round();

    assertThat(events().getFirst().telling().progress()).isEqualTo(Progress.TOLD);
    assertThat(events().getFirst().telling().due()).isEmpty();
  }

  @Test
  void nobodyIsWatchedWhoDoesNotWantIt() throws Exception {
    policy.adopt(Map.of());
    move(ACCOUNT, 5);
    low.round();
    assertThat(events()).isEmpty();

    policy.adopt(Map.of("low_below", "10"));
    low.round();
    assertThat(events()).isEmpty();
    clock.advance(Duration.ofSeconds(10));
    low.round();
    assertThat(events()).hasSize(1);
  }

  @Test
  void oneRoundLooksAtSoManyAndTheNextGoesOn() throws Exception {
    int more = LowBalance.LOOKS_MAX + 5;
    for (int i = 0; i < more; i++) {
      var id = new AccountId(new Id(i + 1, 1));
      var account =
          new Account(
              id,
              "Another",
              Account.Standing.ACTIVE,
              clock.now().plusSeconds(i),
              new Secret("token"),
              new Secret("whsec"),
              Optional.empty());
      write(new Write.Enrolled(new Entry.OfAccount(account), Samples.OCCASION));
      move(id, 1);
    }

    low.round();
    long first = meters.counted("balance.low");
    low.round();

    assertThat(first).isLessThanOrEqualTo(LowBalance.LOOKS_MAX);
    assertThat(meters.counted("balance.low")).isEqualTo(more);
  }

  @Test
  void wordsThatAreNoAmountOrUrlAreRefused() {
    assertThat(policy.problems(Map.of("low_below", "-50.5", "low_webhook", ""))).isEmpty();
    assertThat(policy.problems(Map.of("low_below", "much"))).containsOnlyKeys("low_below");
    assertThat(policy.problems(Map.of("low_below", "1.0000001"))).containsOnlyKeys("low_below");
    assertThat(policy.problems(Map.of("low_webhook", "example.com")))
        .containsOnlyKeys("low_webhook");
    assertThat(policy.problems(Map.of("low_webhook", "ftp://example.com")))
        .containsOnlyKeys("low_webhook");
  }
}
