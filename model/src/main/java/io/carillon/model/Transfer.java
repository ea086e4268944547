package io.carillon.model;

import io.carillon.model.Commit.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Money that somebody moved from one account to another: two postings under one id, of which
/// neither stands without the other.
///
/// @param amount positive; what the one gives and the other gets
/// @param note why, in the words of who ordered it; at most [Posting#NOTE_MAX] characters
public record Transfer(Id id, AccountId from, AccountId to, Money amount, String note, Instant at) {
  public Transfer {
    if (amount.micros() <= 0 || from.equals(to)) {
      throw new IllegalArgumentException("a transfer moves something from one to another");
    }
  }

  /// What is entered in the books of the two.
  public List<Posting> postings() {
    return List.of(
        new Posting(id, from, Reason.TRANSFER, amount.negated(), note, at),
        new Posting(id, to, Reason.TRANSFER, amount, note, at));
  }

  /// The transfer of these postings; empty where they are none.
  public static Optional<Transfer> of(List<Posting> postings) {
    var taken = postings.stream().filter(posting -> posting.amount().micros() < 0).findFirst();
    var given = postings.stream().filter(posting -> posting.amount().micros() > 0).findFirst();
    return postings.size() == 2 && taken.isPresent() && given.isPresent()
        ? Optional.of(of(taken.get(), given.get()))
        : Optional.empty();
  }

  private static Transfer of(Posting taken, Posting given) {
    return new Transfer(
        given.id(), taken.account(), given.account(), given.amount(), given.note(), given.at());
  }
}
