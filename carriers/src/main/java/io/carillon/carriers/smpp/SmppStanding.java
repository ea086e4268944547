package io.carillon.carriers.smpp;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How a carrier of several binds stands as a whole, told to the log when it changes: up, degraded
/// (some binds are missing) or down. Of one bind `SmppLine` says all.
final class SmppStanding {
  private static final Logger LOG = LoggerFactory.getLogger(SmppStanding.class);

  private final String carrier;
  private final int all;
  private Kind told = Kind.DOWN;
  private int known;

  private enum Kind {
    UP,
    DEGRADED,
    DOWN
  }

  /// @param all configured binds
  SmppStanding(String carrier, int all) {
    this.carrier = carrier;
    this.all = all;
  }

  /// So many binds are up now; while it is being closed that is nobody's news.
  synchronized void now(int up, boolean closing) {
    boolean rising = up > known;
    known = up;
    var kind = up >= all ? Kind.UP : up > 0 ? Kind.DEGRADED : Kind.DOWN;
    if (kind == told || closing || all == 1) {
      return;
    }
    told = kind;
    switch (kind) {
      case UP -> LOG.info("carrier {}: up: all {} binds", carrier, all);
      case DEGRADED -> {
        if (rising) {
          LOG.info("carrier {}: coming up: {} of {} binds are up", carrier, up, all);
        } else {
          LOG.warn("carrier {}: degraded: {} of {} binds are up", carrier, up, all);
        }
      }
      case DOWN -> LOG.warn("carrier {}: down: none of {} binds is up", carrier, all);
    }
  }
}
