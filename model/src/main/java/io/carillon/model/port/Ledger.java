package io.carillon.model.port;

import io.carillon.model.AccountId;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Id;
import io.carillon.model.Money;
import io.carillon.model.Posting;
import io.carillon.model.port.History.Period;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The books that say how each account came to what it has: read, and folded once they are old.
public interface Ledger {
  /// How many lines one call answers at most.
  int LINES_MAX = 1_000;

  /// What was moved by hand under this id: one posting, or the two of a transfer.
  List<Posting> postings(Id id);

  /// One page of an account's book, in the order in which it was written.
  ///
  /// @param oldest whether the oldest comes first, else the newest
  /// @param behind the number of the line behind which the page begins; empty = at the first
  /// @param limit how many, at most [#LINES_MAX]
  Page page(Filter filter, boolean oldest, OptionalLong behind, int limit);

  /// Folds some of what was written before a moment: of each account, currency and calendar month
  /// (UTC) one line with the reason [Reason#CLOSING] stays, which says what all of them came to. No
  /// balance, and no sum of a month, is another for it. What it folded is synced when it returns;
  /// it may end anywhere, and be begun anew.
  ///
  /// @param behind the number up to which an earlier call came; 0 = from the first line on
  /// @param before the first moment of a month
  Folded fold(long behind, Instant before) throws InterruptedException;

  /// How far a call came.
  ///
  /// @param behind where the next one goes on
  /// @param lines how many lines went
  /// @param more whether another call may find more
  record Folded(long behind, int lines, boolean more) {}

  /// One line of a book: one posting, or everything of one reason that was written together.
  ///
  /// @param number names it, and tells its place
  /// @param moves how many messages or postings it sums up, at most 2,147,483,647
  record Line(
      long number,
      Instant at,
      Reason reason,
      Money amount,
      int moves,
      Optional<Id> posting,
      String note) {}

  /// Lines in the order that was asked for.
  ///
  /// @param more whether further ones follow
  record Page(List<Line> lines, boolean more) {
    public Page {
      lines = List.copyOf(lines);
    }
  }

  /// What passes: all that is asked for must hold.
  ///
  /// @param reason empty = any
  record Filter(AccountId account, Optional<Reason> reason, Period at) {
    /// Whether a line of the account passes.
    public boolean passes(Line line) {
      return reason.map(line.reason()::equals).orElse(true) && at.holds(line.at());
    }
  }
}
