package io.carillon.engine.comply;

import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import io.carillon.testkit.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An account and one below it, with what each has set for the policy `limits`.
public final class TwoLevels {
  public static final AccountId TOP = Samples.ACCOUNT;
  public static final AccountId UNDER = new AccountId(new Id(7, 8));

  private TwoLevels() {}

  /// What an account has set.
  public static Resource set(AccountId account, Map<String, String> words) {
    return new Resource(
        new Id(1, account.value().low()),
        account,
        Resource.Kind.SETTINGS,
        "policy.limits",
        words,
        Samples.START,
        Samples.START);
  }

  public static Directory directory(Resource... set) {
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
}
