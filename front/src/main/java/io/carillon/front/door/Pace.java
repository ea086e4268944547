package io.carillon.front.door;

import io.carillon.model.AccountId;
import io.carillon.model.ApiKey;
import io.carillon.model.port.Clock;
import io.carillon.wire.http.Neighbours;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/// Keeps callers to their rates: each API key, each account, and each address (each /64 of IPv6)
/// from which somebody asks without showing who they are.
final class Pace {
  private final Buckets<String> keys;
  private final Buckets<AccountId> accounts;
  private final Buckets<InetAddress> strangers;
  private volatile int perKey;
  private volatile int perAddress;

  /// @param perKey requests a second of keys without a rate of their own; 0 = any number
  /// @param perAddress requests a second of strangers; 0 = any number
  Pace(Clock clock, int perKey, int perAddress) {
    keys = new Buckets<>(clock);
    accounts = new Buckets<>(clock);
    strangers = new Buckets<>(clock);
    this.perKey = perKey;
    this.perAddress = perAddress;
  }

  /// Other usual rates from now on.
  void adopt(int nextPerKey, int nextPerAddress) {
    perKey = nextPerKey;
    perAddress = nextPerAddress;
  }

  /// How long a key is to wait; empty where it may go on.
  Optional<Duration> refuses(ApiKey key) {
    return keys.take(key.id(), key.grant().rate() > 0 ? key.grant().rate() : perKey);
  }

  /// How long an account is to wait, whoever asks for it; empty where it may go on.
  ///
  /// @param rate requests a second; 0 = any number
  Optional<Duration> refuses(AccountId account, int rate) {
    return accounts.take(account, rate);
  }

  /// How long a stranger is to wait; empty where they may go on.
  Optional<Duration> refuses(InetAddress stranger) {
    return strangers.take(Neighbours.of(stranger), perAddress);
  }
}
