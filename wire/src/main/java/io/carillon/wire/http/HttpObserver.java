package io.carillon.wire.http;

import java.util.Locale;

/// Told of each answered request, for metrics. Runs on the request's thread and must not block.
@FunctionalInterface
public interface HttpObserver {
  /// Watches nothing.
  HttpObserver NONE = (_, _, _, _) -> {};

  /// `pattern` is the full pattern of the route, or empty where none matched; `nanos` runs from the
  /// request's head being read to the reply being written.
  void done(String method, String pattern, int status, long nanos);

  /// Told of each request or connection that a limit ended. Must not block.
  default void turnedAway(Why why) {}

  /// Which limit it was.
  enum Why {
    /// `HttpLimits.requestsMax`.
    REQUESTS,
    /// `HttpLimits.bodiesMax`.
    BODIES,
    /// `HttpLimits.perAddressMax`.
    CONNECTIONS_PER_ADDRESS,
    /// What `Visitors` says.
    VISITORS,
    /// `HttpLimits.head`, in the TLS handshake.
    HANDSHAKE_TIME,
    /// `HttpLimits.head`.
    HEAD_TIME,
    /// `HttpLimits.body`.
    BODY_TIME,
    /// `HttpLimits.write`.
    WRITE_TIME;

    /// As a metric says it.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
