package io.carillon.model.port;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Consent;
import io.carillon.model.Consent.Action;
import io.carillon.model.Consent.Reach;
import java.util.List;
import java.util.Optional;

/// Reads what people said about being written to, as of the last synced group. Whether a message
/// may go is not asked here: that is a guard of the commit that sends it.
public interface Consents {
  /// How many records one call answers at most.
  int ROWS_MAX = 1_000;

  /// Whose messages a person stopped and did not let come again since, of one account.
  List<Reach> stopped(AccountId account, Address person);

  /// One page of records, the newest first.
  ///
  /// @param below only records with a smaller number; [Long#MAX_VALUE] = from the newest on
  /// @param limit how many, at most [#ROWS_MAX]
  Page page(Filter filter, long below, int limit);

  /// Records of an account, the oldest first.
  ///
  /// @param number only those with a larger one
  /// @param limit how many, at most [#ROWS_MAX]
  List<Kept> after(AccountId account, long number, int limit);

  /// Revocations in force whose waiting messages have not all been ended yet, oldest first.
  List<Kept> unswept(int limit);

  /// A record as it is kept.
  ///
  /// @param number larger than those of all records before it
  /// @param inForce whether it is a revocation that holds
  /// @param seal 64 hexadecimal digits (SHA-256) over this record and the seal of the one before it
  ///   of the same account: one that was changed or taken out breaks the chain
  record Kept(long number, Consent consent, boolean inForce, String seal) {}

  /// Records in order.
  ///
  /// @param below where the next page begins; empty where this is the last. A page may hold fewer
  ///   records than asked for, or none, and go on
  record Page(List<Kept> records, Optional<Long> below) {
    public Page {
      records = List.copyOf(records);
    }
  }

  /// What passes: all that is asked for must hold.
  ///
  /// @param inForce whether only revocations that hold pass
  record Filter(
      AccountId account,
      Optional<Address> person,
      Optional<Reach> reach,
      Optional<Action> action,
      boolean inForce) {
    /// All records of an account.
    public static Filter of(AccountId account) {
      return new Filter(account, Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /// What was said by one person.
    public Filter of(Address said) {
      return new Filter(account, Optional.of(said), reach, action, inForce);
    }

    /// Whether a record passes.
    public boolean passes(Kept record) {
      var consent = record.consent();
      return consent.account().equals(account)
          && person.map(consent.person()::equals).orElse(true)
          && reach.map(consent.reach()::equals).orElse(true)
          && action.map(it -> consent.action() == it).orElse(true)
          && (!inForce || record.inForce());
    }
  }
}
