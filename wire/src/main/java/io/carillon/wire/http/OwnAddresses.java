package io.carillon.wire.http;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/// The addresses of this machine's network interfaces, looked up anew after five seconds: asking
/// the system costs more than all the rest of a check.
final class OwnAddresses {
  private static final long KEPT_NANOS = Duration.ofSeconds(5).toNanos();

  private static volatile OwnAddresses known = new OwnAddresses(Set.of(), 0, false);

  private final Set<InetAddress> addresses;
  private final long since;
  private final boolean told;

  private OwnAddresses(Set<InetAddress> addresses, long since, boolean told) {
    this.addresses = addresses;
    this.since = since;
    this.told = told;
  }

  /// Whether an address is this machine's own. Where it cannot be told, the safe answer is the one
  /// that refuses.
  static boolean contains(InetAddress address) {
    var own = known;
    if (!own.told || System.nanoTime() - own.since > KEPT_NANOS) {
      own = look();
      known = own;
    }
    return !own.told || own.addresses.contains(address);
  }

  private static OwnAddresses look() {
    try {
      var addresses =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .collect(Collectors.toUnmodifiableSet());
      return new OwnAddresses(addresses, System.nanoTime(), true);
    } catch (SocketException _) {
      return new OwnAddresses(Set.of(), System.nanoTime(), false);
    }
  }
}
