package io.carillon.app;

import io.carillon.app.settings.EsmeSettings;
import io.carillon.app.settings.Settings;
import io.carillon.app.settings.TlsFiles;
import io.carillon.front.arranged.EsmeBind;
import io.carillon.front.smpp.Binds;
import io.carillon.front.smpp.EsmeHerald;
import io.carillon.front.smpp.EsmeServer;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Herald;
import io.carillon.wire.smpp.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLSocketFactory;

/// The SMPP server for customers, where the settings ask for one. Its herald stands in any case:
/// what is owed to an ESME waits until there is a server again.
final class SmppFloor implements AutoCloseable {
  private Optional<Binds> binds = Optional.empty();
  private volatile Optional<EsmeServer> server = Optional.empty();
  private volatile Optional<SSLSocketFactory> identity = Optional.empty();

  /// Tells ESMEs.
  Herald herald(Accounts accounts, Clock clock) {
    var fresh = new Binds(clock);
    binds = Optional.of(fresh);
    return new EsmeHerald(fresh, accounts);
  }

  /// Starts to listen, if it is to.
  void open(Settings settings, EngineFloor engine, EngineFloor.Ground ground) throws CannotStart {
    var own = settings.smppServer();
    if (own.port().isEmpty()) {
      return;
    }
    var store = ground.store();
    var fresh =
        new EsmeServer(
            settings(own, settings.access().failedLogins()),
            binds.orElseThrow(),
            new EsmeServer.Doing(
                engine.accept, engine.amendments, engine.notify::wake, engine.notify::waiting),
            new EsmeServer.Reading(store.accounts(), store.messages(), store.history()),
            new EsmeServer.Sources(engine.clock, engine.ids, ground.tasks(), ground.meters()));
    try {
      fresh.start();
    } catch (IOException e) {
      throw new CannotStart(
          "the SMPP server cannot listen on port "
              + own.port().getAsInt()
              + " of "
              + own.host()
              + "; smpp-server.port names another",
          e);
    }
    server = Optional.of(fresh);
  }

  private EsmeServer.Settings settings(EsmeSettings own, int failedLogins) {
    var timers = own.timers();
    return new EsmeServer.Settings(
        new InetSocketAddress(own.host(), own.port().orElseThrow()),
        transport(own),
        own.sessionsMax(),
        own.window(),
        own.requestsMax(),
        failedLogins,
        new EsmeServer.Timers(timers.bind(), timers.enquireLink(), timers.response()),
        own.partsWait());
  }

  private Transport transport(EsmeSettings own) {
    identity = own.tls().map(SmppFloor::sockets);
    return identity.isEmpty()
        ? Transport.plain()
        : new Transport.Tls(() -> identity.orElseThrow(), "", false);
  }

  /// Reads the certificate that is to be shown by the next settings; it is when the answer is run,
  /// to whoever connects from then on. Binds that stand stay.
  ///
  /// @throws IllegalArgumentException where it cannot be used; then nothing is changed
  Runnable renewal(Settings now, Settings next) {
    var tls = next.smppServer().tls();
    if (server.isEmpty() || tls.equals(now.smppServer().tls())) {
      return () -> {};
    }
    try {
      var renewed = tls.map(SmppFloor::sockets);
      return () -> identity = renewed;
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException("smpp-server.tls: " + e.getMessage(), e);
    }
  }

  private static SSLSocketFactory sockets(TlsFiles.Read files) {
    return TlsFiles.context(files).getSocketFactory();
  }

  /// The port; empty where it is off.
  OptionalInt port() {
    return server.isEmpty() ? OptionalInt.empty() : OptionalInt.of(server.get().port());
  }

  /// How each bind stands.
  List<EsmeBind> shown() {
    return binds.map(Binds::shown).orElse(List.of());
  }

  /// Ends the binds that may not stay.
  void sweep() {
    server.ifPresent(EsmeServer::sweep);
  }

  @Override
  public void close() {
    server.ifPresent(EsmeServer::close);
  }
}
