package io.carillon.wire.http;

import java.time.Duration;

/// What one server takes before it refuses. Each has a reason; all are hard.
///
/// @param requestsMax handlers running at once; one more is `Problem.Overloaded`
/// @param connectionsMax open connections, but at most half of the process's file descriptors; one
///   more waits in the kernel's backlog until one ends
/// @param perAddressMax connections of one address (of one /64 of IPv6); one more is told so by
///   `Problem.TooMany` and closed, and twice as many are closed at once
/// @param headMax bytes of a request's headers (431 beyond) and of its first line (414 beyond)
/// @param bodiesMax bytes of all bodies over 16 KiB held at once; beyond it `Problem.Overloaded`
/// @param idle how long a connection may stand between requests
/// @param head from the first byte of a request to the end of its headers, and for a TLS handshake;
///   then it is closed
/// @param body from there to the end of the body; then `Problem.TimedOut`
/// @param write for the client to take one reply; then it is closed
/// @param drain for requests under way when the server is closed
/// @param retryAfter what `Problem.Overloaded` tells the client; whole seconds, at least one
public record HttpLimits(
    int requestsMax,
    int connectionsMax,
    int perAddressMax,
    int headMax,
    long bodiesMax,
    Duration idle,
    Duration head,
    Duration body,
    Duration write,
    Duration drain,
    Duration retryAfter) {
  public HttpLimits {
    if (requestsMax < 1
        || connectionsMax < 1
        || perAddressMax < 1
        || headMax < 256
        || bodiesMax < 0) {
      throw new IllegalArgumentException("a limit is too small");
    }
    for (Duration one : new Duration[] {idle, head, body, write}) {
      if (!one.isPositive()) {
        throw new IllegalArgumentException("a time limit is not positive");
      }
    }
    if (drain.isNegative() || retryAfter.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("drain or retryAfter is too short");
    }
  }

  public static HttpLimits standard() {
    return new HttpLimits(
        4096,
        16_384,
        4096,
        16 * 1024,
        256L << 20,
        Duration.ofMinutes(1),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofSeconds(8),
        Duration.ofSeconds(1));
  }
}
