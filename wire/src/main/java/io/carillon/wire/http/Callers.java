package io.carillon.wire.http;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;

/// Counts the connections of each address (of each /64 of IPv6), so that one alone cannot take them
/// all. As many stand here as are open: `HttpLimits.connectionsMax` bounds them.
final class Callers {
  private final int max;
  private final Forwarded proxies;
  private final ConcurrentHashMap<InetAddress, Integer> open = new ConcurrentHashMap<>();

  /// @param max of one address; proxies may have any number
  Callers(int max, Forwarded proxies) {
    this.max = max;
    this.proxies = proxies;
  }

  /// How a new connection stands.
  enum Standing {
    WELCOME,
    /// One too many: it gets an answer that says so.
    SURPLUS,
    /// As many got that answer as are let in otherwise: nothing more is said.
    UNHEARD
  }

  /// Counts one more. Each call wants one of `left`.
  Standing came(InetAddress from) {
    int now = open.merge(Neighbours.of(from), 1, Integer::sum);
    if (now <= max || proxies.isOurs(from)) {
      return Standing.WELCOME;
    }
    return now <= 2L * max ? Standing.SURPLUS : Standing.UNHEARD;
  }

  /// Counts one less.
  void left(InetAddress from) {
    open.computeIfPresent(Neighbours.of(from), (_, count) -> count == 1 ? null : count - 1);
  }
}
