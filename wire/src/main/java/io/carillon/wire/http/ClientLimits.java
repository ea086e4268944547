package io.carillon.wire.http;

import java.time.Duration;

/// What one client keeps and waits for.
///
/// @param connect for one address to take the connection
/// @param keep how long an idle connection is kept; below what servers commonly keep theirs
/// @param idlePerOrigin idle connections kept to one scheme, host and port
/// @param idleTotal idle connections kept in all
public record ClientLimits(Duration connect, Duration keep, int idlePerOrigin, int idleTotal) {
  public ClientLimits {
    if (!connect.isPositive() || !keep.isPositive() || idlePerOrigin < 0 || idleTotal < 0) {
      throw new IllegalArgumentException("a limit is too small");
    }
  }

  public static ClientLimits standard() {
    return new ClientLimits(Duration.ofSeconds(5), Duration.ofSeconds(20), 64, 1024);
  }
}
