package io.carillon.wire.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/// Says whether somebody may ask for what anybody may ask for: a path that nobody serves, or one of
/// a mount that is open to all. Asked on the request's thread; must not block.
@FunctionalInterface
public interface Visitors {
  /// Everybody, at any rate.
  Visitors ALL = _ -> Optional.empty();

  /// How long that address is to wait; empty where it may ask. Counts the request.
  Optional<Duration> refuses(InetAddress from);
}
