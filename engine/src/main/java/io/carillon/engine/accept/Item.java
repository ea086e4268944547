package io.carillon.engine.accept;

import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Idempotency;
import io.carillon.model.Message;
import java.util.List;
import java.util.Optional;

/// A submission that has passed all checks and is to be committed.
///
/// @param index its place in the request
/// @param notes what its trace is to say of the checks
/// @param payer who pays for it
/// @param late whether a person who stopped it makes it fail instead of being refused
record Item(
    int index,
    Message message,
    List<String> notes,
    Optional<Idempotency> key,
    AccountId payer,
    boolean late) {
  static Item of(
      int index, Message message, List<String> notes, Submission from, Directory directory) {
    return new Item(
        index,
        message,
        notes,
        from.idempotency(),
        directory.payer(message.account()),
        from.late().contains(Fault.OPTED_OUT));
  }

  /// Whether it is of this account.
  boolean isOf(AccountId account) {
    return message.account().equals(account);
  }

  /// The same, failed as it is accepted because its person has stopped it.
  Item stopped() {
    return new Item(index, Doomed.of(message, Fault.OPTED_OUT), notes, key, payer, false);
  }
}
