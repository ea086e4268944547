package io.carillon.app;

import io.carillon.app.settings.ServerTls;
import io.carillon.app.settings.Settings;
import io.carillon.wire.http.HttpObserver;
import io.carillon.wire.http.HttpServer;
import io.carillon.wire.http.HttpSettings;
import io.carillon.wire.http.HttpTls;
import io.carillon.wire.http.Mount;
import io.carillon.wire.http.PortTaken;
import io.carillon.wire.http.ToHttps;
import io.carillon.wire.http.Visitors;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The socket of the HTTP server, its TLS, and the plain port beside it where one is wanted.
final class HttpFloor implements AutoCloseable {
  private final Settings.Server settings;
  private final Optional<HttpTls> tls;
  private Optional<HttpServer> server = Optional.empty();
  private Optional<HttpServer> redirecting = Optional.empty();

  HttpFloor(Settings.Server settings) throws CannotStart {
    this.settings = settings;
    try {
      tls = settings.tls().map(wanted -> new HttpTls(wanted.shown().terms(), wanted.hsts()));
    } catch (IllegalStateException e) {
      throw new CannotStart("server.tls: " + e.getMessage(), e);
    }
  }

  /// Starts to listen.
  ///
  /// @param visitors how often strangers may ask
  HttpServer open(List<Mount> mounts, HttpObserver observer, Visitors visitors) throws CannotStart {
    var http = http(settings, tls);
    try {
      server = Optional.of(HttpServer.start(http, mounts, observer, visitors));
    } catch (PortTaken e) {
      throw taken(http, e);
    }
    var redirect = redirect(settings);
    if (redirect.isPresent()) {
      var mount = ToHttps.mounts(server.get()::port);
      try {
        redirecting = Optional.of(HttpServer.start(redirect.get(), mount, observer, visitors));
      } catch (PortTaken e) {
        throw redirectTaken(redirect.get(), e);
      }
    }
    return server.get();
  }

  /// The port that sends to the one with TLS; empty where there is none.
  Optional<Integer> redirectPort() {
    return redirecting.map(HttpServer::port);
  }

  /// Reads what is to be shown by the next settings; it is when the answer is run, to whoever
  /// connects from then on. Connections that stand stay.
  ///
  /// @throws IllegalArgumentException where it cannot be used; then nothing is changed
  Runnable renewal(Settings next) {
    var wanted = next.server().tls();
    if (tls.isEmpty() || wanted.isEmpty() || wanted.equals(settings.tls())) {
      return () -> {};
    }
    try {
      var terms = wanted.map(ServerTls::shown).orElseThrow().terms();
      return () -> tls.get().renew(terms);
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException("server.tls: " + e.getMessage(), e);
    }
  }

  /// Sees to it early that nothing else listens where we shall: before anything is kept or bound.
  static void checkPorts(Settings.Server server) throws CannotStart {
    var http = http(server, Optional.empty());
    try {
      HttpServer.checkFree(http);
    } catch (PortTaken e) {
      throw taken(http, e);
    }
    var redirect = redirect(server);
    if (redirect.isPresent()) {
      try {
        HttpServer.checkFree(redirect.get());
      } catch (PortTaken e) {
        throw redirectTaken(redirect.get(), e);
      }
    }
  }

  private static CannotStart taken(HttpSettings http, PortTaken why) {
    return new CannotStart(
        "port " + http.port() + " of " + http.host() + " is taken; --port names another", why);
  }

  private static CannotStart redirectTaken(HttpSettings http, PortTaken why) {
    return new CannotStart(
        "port %d of %s is taken; server.tls.redirect-port names another"
            .formatted(http.port(), http.host()),
        why);
  }

  private static HttpSettings http(Settings.Server server, Optional<HttpTls> tls) {
    return new HttpSettings(server.host(), server.port(), server.limits(), tls, server.proxies());
  }

  private static Optional<HttpSettings> redirect(Settings.Server server) {
    return server
        .tls()
        .map(ServerTls::redirectPort)
        .filter(OptionalInt::isPresent)
        .map(port -> new HttpSettings(server.host(), port.getAsInt(), server.limits()));
  }

  @Override
  public void close() {
    redirecting.ifPresent(HttpServer::close);
    server.ifPresent(HttpServer::close);
  }
}
