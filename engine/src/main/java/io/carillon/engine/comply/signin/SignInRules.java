package io.carillon.engine.comply.signin;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.signin.SignInPolicy.Whom;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Directory;

/// Tells what is asked of the users of an account: what it has set itself, and no less than what
/// any account above it asks. It is asked for each request by a session, and looks into memory
/// only.
public final class SignInRules {
  private final Policy<SignInPolicy> policy;

  /// @param policy what accounts have set
  public SignInRules(Policy<SignInPolicy> policy) {
    this.policy = policy;
  }

  /// Who has to have a second factor.
  public Whom secondFactor(Directory directory, AccountId account) {
    var most = policy.of(directory, account).secondFactor();
    var above = directory.account(account).flatMap(Account::parent);
    for (int level = 0; level < Directory.LEVELS_MAX && above.isPresent(); level++) {
      var theirs = policy.of(directory, above.get()).secondFactor();
      most = theirs.compareTo(most) > 0 ? theirs : most;
      above = directory.account(above.get()).flatMap(Account::parent);
    }
    return most;
  }
}
