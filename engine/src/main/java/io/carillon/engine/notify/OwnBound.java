package io.carillon.engine.notify;

import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Endpoint;
import io.carillon.model.Id;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// How many notices the owner of an endpoint lets be told to it at the same time, as it is set now.
///
/// It is asked for each notice, so what it found stays until the small tables change. Not safe for
/// several threads: its lane's lock guards it.
final class OwnBound implements IntSupplier {
  private final Supplier<Directory> directory;
  private final AccountId account;
  private final String name;
  private Optional<Directory> seen = Optional.empty();
  private int most = Endpoint.CONCURRENCY_MAX;

  private OwnBound(Supplier<Directory> directory, AccountId account, String name) {
    this.directory = directory;
    this.account = account;
    this.name = name;
  }

  /// That of a lane ([Endpoint#lane]); where it is before no endpoint, the widest.
  static IntSupplier of(String lane, Supplier<Directory> directory) {
    int mark = lane.indexOf(' ');
    var name = lane.substring(mark + 1);
    var account = mark < 0 ? Optional.<Id>empty() : Id.fromHex(lane.substring(0, mark));
    return Endpoint.read(name).isPresent() && account.isPresent()
        ? new OwnBound(directory, new AccountId(account.get()), name)
        : () -> Endpoint.CONCURRENCY_MAX;
  }

  @Override
  public int getAsInt() {
    var now = directory.get();
    if (seen.isEmpty() || seen.get() != now) {
      seen = Optional.of(now);
      most =
          now.endpoint(account, name).map(Endpoint::concurrency).orElse(Endpoint.CONCURRENCY_MAX);
    }
    return most;
  }
}
