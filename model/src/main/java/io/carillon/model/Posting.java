package io.carillon.model;

import io.carillon.model.Commit.Reason;
import java.time.Instant;

/// Money that somebody moved on an account by hand: an entry of the ledger by itself.
///
/// @param amount positive = given, negative = taken
/// @param note why, in the words of who ordered it; at most [#NOTE_MAX] characters
public record Posting(
    Id id, AccountId account, Reason reason, Money amount, String note, Instant at) {
  /// How many characters a note may have.
  public static final int NOTE_MAX = 500;

  public Posting {
    if (note.length() > NOTE_MAX) {
      throw new IllegalArgumentException("a note over " + NOTE_MAX + " characters");
    }
  }
}
