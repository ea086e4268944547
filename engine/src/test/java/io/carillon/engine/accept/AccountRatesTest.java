package io.carillon.engine.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.comply.limit.AccountLimits;
import io.carillon.engine.comply.limit.Limits;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Refusal;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// So many messages a second, and a bulk is paid for afterwards.
class AccountRatesTest {
  private final ManualClock clock = new ManualClock();
  private final Samples samples = new Samples(3);
  private int asked;

  private AccountRates rates(String perSecond) {
    var policy = AccountLimits.policy();
    policy.adopt(Map.of("messages_per_second", perSecond));
    var directory = new Directory(1, List.of(Samples.account()), List.of(), List.of(), List.of());
    Doorway next =
        _ -> {
          asked++;
          return Optional.empty();
        };
    return new AccountRates(next, new Limits(policy), () -> directory, clock);
  }

  private List<Message> messages(int count) {
    var all = new ArrayList<Message>(count);
    for (int i = 0; i < count; i++) {
      all.add(samples.message());
    }
    return all;
  }

  @Test
  void asShippedEverythingComesIn() throws Exception {
    var rates = rates("0");

    for (int i = 0; i < 10; i++) {
      assertThat(rates.refuses(messages(500))).isEmpty();
    }
    assertThat(asked).isEqualTo(10);
  }

  @Test
  void asManyAsTheSecondHasComeInAndTheNextIsToldWhen() throws Exception {
    var rates = rates("2");
    assertThat(rates.refuses(messages(1))).isEmpty();
    assertThat(rates.refuses(messages(1))).isEmpty();

    var no = rates.refuses(messages(1));

    assertThat(no).contains(Refusal.later(Fault.TOO_MANY_REQUESTS, Duration.ofMillis(500)));
    assertThat(asked).isEqualTo(2);
    clock.advance(Duration.ofMillis(500));
    assertThat(rates.refuses(messages(1))).isEmpty();
    assertThat(rates.refuses(messages(1))).isPresent();
  }

  @Test
  void aBulkIsTakenWholeAndWhatComesNextWaitsForIt() throws Exception {
    var rates = rates("10");
    assertThat(rates.refuses(messages(30))).isEmpty();

    var no = rates.refuses(messages(1));

    assertThat(no.flatMap(Refusal::retryAfter)).contains(Duration.ofMillis(2_100));
    clock.advance(Duration.ofMillis(2_100));
    assertThat(rates.refuses(messages(1))).isEmpty();
  }
}
