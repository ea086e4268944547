package io.carillon.model.port;

import io.carillon.model.AccountId;
import io.carillon.model.Audit;
import io.carillon.model.port.History.Period;
import java.util.List;
import java.util.OptionalLong;

/// Reads the audit log. It is kept for good: lines are only ever added.
public interface Audits {
  /// How many lines one page has at most.
  int ROWS_MAX = 1_000;

  /// One page of what was changed of an account, in the order in which it was.
  ///
  /// @param oldest whether the oldest come first
  /// @param behind the number of the line behind which the page begins; empty = at the first
  /// @param limit 1 to [#ROWS_MAX]
  Page page(Filter filter, boolean oldest, OptionalLong behind, int limit);

  /// Lines in the order that was asked for.
  ///
  /// @param more whether further ones follow
  record Page(List<Audit> lines, boolean more) {
    public Page {
      lines = List.copyOf(lines);
    }
  }

  /// What passes.
  ///
  /// @param kind of what was changed; empty = any
  /// @param name of what was changed; empty = any
  record Filter(AccountId account, String kind, String name, Period at) {
    /// Whether a line passes.
    public boolean passes(Audit line) {
      return line.account().equals(account)
          && (kind.isEmpty() || kind.equals(line.subject().kind()))
          && (name.isEmpty() || name.equals(line.subject().name()))
          && at.holds(line.by().at());
    }
  }
}
