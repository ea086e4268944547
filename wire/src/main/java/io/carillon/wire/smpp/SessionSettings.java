package io.carillon.wire.smpp;

import java.time.Duration;

/// The bounds and timers of a session.
///
/// @param window how many requests of ours may be unanswered, 1 to 10,000
/// @param requestsInMax how many requests of the peer may be unanswered before we stop reading
/// @param bufferMax octets waiting to be written beyond which we take no more requests of our own;
///   octets of answers to the peer beyond which we stop reading
/// @param responseTimeout after which a request of ours, an enquire_link or a write is given up
/// @param enquireIdle after which a silent peer is sent an enquire_link
/// @param bindTimeout from the connection to the end of the bind; for a server until the bind has
///   come, what it takes to look at it does not count
/// @param unbindTimeout how long an unbind, ours or the peer's, and the last octets may take
public record SessionSettings(
    int window,
    int requestsInMax,
    int bufferMax,
    Duration responseTimeout,
    Duration enquireIdle,
    Duration bindTimeout,
    Duration unbindTimeout) {
  /// What most peers are content with.
  public static final SessionSettings USUAL =
      new SessionSettings(
          100,
          1_000,
          1 << 20,
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2));

  private static final int WINDOW_MAX = 10_000;
  private static final long TICK_MS_MAX = 250;

  public SessionSettings {
    check(window >= 1 && window <= WINDOW_MAX, "window is 1 to 10,000");
    check(requestsInMax >= 1, "requestsInMax is at least 1");
    check(bufferMax >= 1, "bufferMax is at least 1");
    check(isPositive(responseTimeout), "responseTimeout is positive");
    check(isPositive(enquireIdle), "enquireIdle is positive");
    check(isPositive(bindTimeout), "bindTimeout is positive");
    check(isPositive(unbindTimeout), "unbindTimeout is positive");
  }

  public SessionSettings withWindow(int value) {
    return new SessionSettings(
        value, requestsInMax, bufferMax, responseTimeout, enquireIdle, bindTimeout, unbindTimeout);
  }

  public SessionSettings withRequestsInMax(int value) {
    return new SessionSettings(
        window, value, bufferMax, responseTimeout, enquireIdle, bindTimeout, unbindTimeout);
  }

  public SessionSettings withBufferMax(int value) {
    return new SessionSettings(
        window, requestsInMax, value, responseTimeout, enquireIdle, bindTimeout, unbindTimeout);
  }

  public SessionSettings withResponseTimeout(Duration value) {
    return new SessionSettings(
        window, requestsInMax, bufferMax, value, enquireIdle, bindTimeout, unbindTimeout);
  }

  public SessionSettings withEnquireIdle(Duration value) {
    return new SessionSettings(
        window, requestsInMax, bufferMax, responseTimeout, value, bindTimeout, unbindTimeout);
  }

  public SessionSettings withBindTimeout(Duration value) {
    return new SessionSettings(
        window, requestsInMax, bufferMax, responseTimeout, enquireIdle, value, unbindTimeout);
  }

  public SessionSettings withUnbindTimeout(Duration value) {
    return new SessionSettings(
        window, requestsInMax, bufferMax, responseTimeout, enquireIdle, bindTimeout, value);
  }

  /// How often the timers are looked at: a quarter of the shortest one, so none is late by more.
  int tickMs() {
    long shortest = responseTimeout.toMillis();
    for (Duration timer : new Duration[] {enquireIdle, bindTimeout, unbindTimeout}) {
      shortest = Math.min(shortest, timer.toMillis());
    }
    return (int) Math.clamp(shortest / 4, 5, TICK_MS_MAX);
  }

  private static boolean isPositive(Duration duration) {
    return duration.isPositive();
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
