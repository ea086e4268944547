package io.carillon.engine.accept;

import io.carillon.engine.comply.Check.Verdict;
import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Idempotency;
import io.carillon.model.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A submission that has passed all checks and is to be committed.
///
/// @param index its place in the request
/// @param notes what its trace is to say of the checks
/// @param payer who pays for it
/// @param late the faults with which it fails instead of being refused
record Item(
    int index,
    Message message,
    List<String> notes,
    Optional<Idempotency> key,
    AccountId payer,
    Set<Fault> late) {
  static Item of(
      int index, Message message, List<String> notes, Submission from, Directory directory) {
    return new Item(
        index, message, notes, from.idempotency(), directory.payer(message.account()), from.late());
  }

  /// Whether it is of this account, or of one below it.
  boolean isWithin(AccountId account, Directory directory) {
    return directory.isWithin(message.account(), account);
  }

  /// The same, failed as it is accepted.
  Item failed(Fault fault) {
    return new Item(index, Doomed.of(message, fault), notes, key, payer, late);
  }

  /// The same, waiting.
  Item waiting(Verdict.Later later) {
    var all = new ArrayList<>(notes);
    all.add(later.why());
    return new Item(index, later.on(message), all, key, payer, late);
  }
}
