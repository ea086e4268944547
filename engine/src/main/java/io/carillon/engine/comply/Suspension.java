package io.carillon.engine.comply;

import io.carillon.engine.comply.Check.Verdict;
import io.carillon.model.Account.Standing;
import io.carillon.model.Directory;
import io.carillon.model.Message;
import io.carillon.model.Wait;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// Keeps what accounts that may not send have waiting, until they may or its time is over. It looks
/// into memory only.
public final class Suspension implements Holding {
  private final Supplier<Directory> directory;

  /// @param directory the small tables as they are now
  public Suspension(Supplier<Directory> directory) {
    this.directory = directory;
  }

  @Override
  public Optional<Verdict.Later> of(Message message, Instant now) {
    var standing = directory.get().standing(message.account());
    return standing == Standing.ACTIVE
        ? Optional.empty()
        : Optional.of(
            new Verdict.Later(Instant.MAX, Wait.SUSPENDED, "account: it is " + standing.word()));
  }
}
