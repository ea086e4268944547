package io.carillon.carriers.smpp;

import io.carillon.wire.smpp.SessionEnd;
import io.carillon.wire.smpp.SmppHandler;
import io.carillon.wire.smpp.SmppSession;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One configured session of a bind over all its connections. It writes its coming and going to the
/// log, one line each; that it does not come up, once for each new reason.
///
/// All calls come from the thread of the bind's client.
final class SmppLine implements SmppHandler.Factory {
  private static final Logger LOG = LoggerFactory.getLogger(SmppLine.class);

  private final String carrier;
  private final String bind;
  private final Function<SmppSession, SmppHandler> handlers;
  private boolean up;
  private Optional<SessionEnd> told = Optional.empty();

  /// @param bind its number, counted from 1, and which of two sessions it is
  SmppLine(String carrier, String bind, Function<SmppSession, SmppHandler> handlers) {
    this.carrier = carrier;
    this.bind = bind;
    this.handlers = handlers;
  }

  @Override
  public SmppHandler onBound(SmppSession session) {
    up = true;
    told = Optional.empty();
    LOG.info("carrier {}: bind {} is up", carrier, bind);
    return handlers.apply(session);
  }

  @Override
  public void onEnd(SessionEnd end) {
    if (up) {
      up = false;
      LOG.info("carrier {}: bind {} is down: {}", carrier, bind, end);
    } else if (end.reason() != SessionEnd.Reason.CLOSED && !told.equals(Optional.of(end))) {
      told = Optional.of(end);
      LOG.warn("carrier {}: bind {} does not come up: {}", carrier, bind, end);
    }
  }
}
