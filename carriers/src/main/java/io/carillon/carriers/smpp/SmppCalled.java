package io.carillon.carriers.smpp;

import io.carillon.carriers.smpp.SmppSettings.Outbind;
import io.carillon.wire.smpp.BindMode;
import io.carillon.wire.smpp.OutbindListener;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.ServerSettings;
import io.carillon.wire.smpp.SessionSettings;
import io.carillon.wire.smpp.SmppHandler;
import io.carillon.wire.smpp.SmppSession;
import io.carillon.wire.smpp.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a centre calls us: it connects, says outbind, and is bound to as receiver. What it brings
/// is taken as on any other bind. At most 32 connections; who does not name itself as the settings
/// say is not bound to.
final class SmppCalled implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SmppCalled.class);
  private static final int CONNECTIONS_MAX = 32;

  private final SmppSettings settings;
  private final Outbind outbind;
  private final OutbindListener listener;

  SmppCalled(
      SmppSettings settings,
      Outbind outbind,
      SessionSettings session,
      Function<SmppSession, SmppHandler> handlers) {
    this.settings = settings;
    this.outbind = outbind;
    var listening =
        new ServerSettings(
            settings.name() + "-outbind",
            outbind.listen(),
            Transport.plain(),
            "",
            CONNECTIONS_MAX,
            session);
    listener = new OutbindListener(listening, (asked, _) -> bindFor(asked), handlers::apply);
  }

  private Optional<Pdu.Bind> bindFor(Pdu.Outbind asked) {
    boolean named = isSame(asked.systemId(), outbind.systemId());
    boolean known = isSame(asked.password(), outbind.password().reveal()) && named;
    if (!known) {
      LOG.warn("carrier {}: refused an outbind: not the system_id or password", settings.name());
      return Optional.empty();
    }
    LOG.info("carrier {}: the centre called", settings.name());
    return Optional.of(settings.login().bind(BindMode.RECEIVER));
  }

  private static boolean isSame(String told, String known) {
    return MessageDigest.isEqual(
        told.getBytes(StandardCharsets.UTF_8), known.getBytes(StandardCharsets.UTF_8));
  }

  /// Begins to listen. Where that cannot be, the log says so; what the carrier does itself goes on.
  void start() {
    try {
      listener.start();
    } catch (IOException e) {
      LOG.error(
          "carrier {}: cannot listen for outbind on {}: {}",
          settings.name(),
          outbind.listen(),
          e.getMessage());
    }
  }

  /// The port it listens on.
  int port() {
    return listener.port();
  }

  /// Drains for this long at most.
  void close(Duration limit) {
    listener.close(limit);
  }

  @Override
  public void close() {
    listener.close();
  }
}
