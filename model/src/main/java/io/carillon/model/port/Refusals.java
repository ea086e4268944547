package io.carillon.model.port;

import io.carillon.model.AccountId;
import io.carillon.model.Fault;
import io.carillon.model.Refused;
import io.carillon.model.port.History.Period;
import java.util.List;
import java.util.Optional;

/// Reads what policy refused in the last 30 days; the newest million of them stand.
public interface Refusals {
  /// How many one call answers at most.
  int ROWS_MAX = 1_000;

  /// What was refused of one request, in the order of its items.
  List<Refused> of(AccountId account, String requestId);

  /// One page of what was refused of an account, in the order in which it was refused; empty where
  /// `behind` names nothing that stands.
  ///
  /// @param oldest whether the oldest comes first, else the newest
  /// @param behind where the page begins; empty = at the first
  /// @param limit how many, at most [#ROWS_MAX]
  Optional<Page> page(Filter filter, boolean oldest, Optional<Place> behind, int limit);

  /// What was refused, in the order that was asked for.
  ///
  /// @param more whether further ones follow
  record Page(List<Refused> refused, boolean more) {
    public Page {
      refused = List.copyOf(refused);
    }
  }

  /// What passes: all that is asked for must hold.
  ///
  /// @param fault why it was refused; empty = any
  record Filter(AccountId account, Optional<Fault> fault, Period at) {
    /// Whether a refused message passes.
    public boolean passes(Refused refused) {
      return refused.account().equals(account)
          && fault.map(refused.refusal().fault()::equals).orElse(true)
          && at.holds(refused.at());
    }
  }

  /// Names one refused message of an account.
  ///
  /// @param index the place in its request
  record Place(String requestId, int index) {
    /// That of a refused message.
    public static Place of(Refused refused) {
      return new Place(refused.requestId(), refused.index());
    }
  }
}
