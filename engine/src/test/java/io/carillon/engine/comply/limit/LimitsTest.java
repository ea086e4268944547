package io.carillon.engine.comply.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import io.carillon.testkit.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// An account may set its own limits, but nothing beyond those of the accounts above it.
class LimitsTest {
  private static final AccountId TOP = Samples.ACCOUNT;
  private static final AccountId UNDER = new AccountId(new Id(7, 8));

  private final Limits limits = new Limits(AccountLimits.policy());

  private static Resource set(AccountId account, Map<String, String> words) {
    return new Resource(
        new Id(1, account.value().low()),
        account,
        Resource.Kind.SETTINGS,
        "policy.limits",
        words,
        Samples.START,
        Samples.START);
  }

  private static Directory directory(Resource... set) {
    var top = Samples.account();
    var under =
        new Account(
            UNDER,
            "under",
            Account.Standing.ACTIVE,
            top.created(),
            top.token(),
            top.webhookSecret(),
            Optional.of(TOP));
    return new Directory(1, List.of(top, under), List.of(), List.of(), List.of(set));
  }

  @Test
  void nobodyIsLimitedAsShipped() {
    assertThat(limits.of(directory(), UNDER))
        .isEqualTo(new AccountLimits(0, 0, 0, 10_000, 10_000, 10_000));
  }

  @Test
  void whatStandsAboveHoldsBelow() {
    var directory =
        directory(
            set(TOP, Map.of("requests_per_second", "5", "messages_per_day", "8", "keys", "3")));

    assertThat(limits.of(directory, UNDER))
        .isEqualTo(new AccountLimits(5, 0, 8, 3, 10_000, 10_000));
  }

  @Test
  void anAccountLimitsItselfFurtherAndNeverLess() {
    var above =
        set(
            TOP,
            Map.of(
                "requests_per_second", "5", "messages_per_second", "9", "messages_per_day", "8"));
    var own =
        Map.of("requests_per_second", "0", "messages_per_second", "4", "keys", "2", "users", "7");

    var held = limits.of(directory(above, set(UNDER, own)), UNDER);

    assertThat(held).isEqualTo(new AccountLimits(5, 4, 8, 2, 10_000, 7));
  }
}
