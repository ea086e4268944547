package io.carillon.wire.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/// Turns a host name into addresses.
@FunctionalInterface
public interface Names {
  /// All addresses of `host`, at least one, in the order to try them; waits no longer than `limit`.
  ///
  /// @throws UnknownHostException if there are none, or the answer did not come in time
  List<InetAddress> resolve(String host, Duration limit)
      throws UnknownHostException, InterruptedException;
}
