package io.carillon.wire.http;

import com.sun.management.UnixOperatingSystemMXBean;
import io.helidon.common.tls.Tls;
import io.helidon.http.DirectHandler;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// An HTTP/1.1 server on one address: one virtual thread a connection, blocking handlers.
///
/// Helidon SE is the engine; it parses requests and writes replies. Routing, limits and time-outs
/// are ours (`Router`, `Line`), and so is how TLS is spoken (`HttpTls`).
public final class HttpServer implements AutoCloseable {
  /// The engine's loggers, held so that the level set here is not lost. It tells of each start and
  /// stop at INFO; the product says that itself.
  private static final Logger ENGINE_LOG = Logger.getLogger("io.helidon");

  /// Of the part that takes connections: it calls being stopped while it is full a grave error.
  private static final Logger LISTENER_LOG =
      Logger.getLogger("io.helidon.webserver.ServerListener");

  private static final Duration NEVER = Duration.ofDays(1);

  private final WebServer engine;
  private final Lines lines;
  private final int port;

  private HttpServer(WebServer engine, Lines lines) {
    this.engine = engine;
    this.lines = lines;
    port = engine.port();
  }

  /// Starts to listen; returns when connections are taken.
  ///
  /// @throws PortTaken if the address cannot be listened on
  /// @throws IllegalArgumentException if mounts or routes collide
  public static HttpServer start(HttpSettings settings, List<Mount> mounts, HttpObserver observer) {
    return start(settings, mounts, observer, Visitors.ALL);
  }

  /// Starts to listen, and lets `visitors` say how often anybody may ask.
  public static HttpServer start(
      HttpSettings settings, List<Mount> mounts, HttpObserver observer, Visitors visitors) {
    if (ENGINE_LOG.getLevel() == null) {
      ENGINE_LOG.setLevel(Level.WARNING);
    }
    LISTENER_LOG.setFilter(HttpServer::isNews);
    InetAddress address = probe(settings);
    HttpLimits limits = settings.limits();
    Router router = new Router(mounts);
    Http1ConnectionSelector http1 =
        Http1ConnectionSelector.builder()
            .config(config ->
                config
                    .maxHeadersSize(limits.headMax())
                    .maxPrologueLength(limits.headMax())
                    // Clients write brackets and comparison signs as they are: Router looks.
                    .validatePrologue(false)
                    .sendKeepAliveHeader(false))
            .build();
    UsualFields usual = UsualFields.of(settings.tls());
    Serving serving = new Serving(router, new Serving.Around(observer, visitors), usual);
    Lines lines = new Lines(settings, http1, serving, observer);
    WebServer engine =
        config(settings, address, lines)
            .addConnectionSelector(lines)
            .directHandlers(unsound(new Unsound(router, observer, limits.headMax(), usual)))
            .build()
            .start();
    if (!engine.isRunning()) {
      throw new PortTaken(settings.host(), settings.port(), new IOException("could not start"));
    }
    lines.start();
    return new HttpServer(engine, lines);
  }

  private static boolean isNews(LogRecord entry) {
    Throwable thrown = entry.getThrown();
    return !(thrown instanceof InterruptedException || thrown instanceof ClosedChannelException);
  }

  /// Starts without anybody watching.
  public static HttpServer start(HttpSettings settings, List<Mount> mounts) {
    return start(settings, mounts, HttpObserver.NONE);
  }

  private static WebServerConfig.Builder config(
      HttpSettings settings, InetAddress address, Lines lines) {
    WebServerConfig.Builder config = plain(settings, address);
    settings
        .tls()
        .map(tls -> Tls.builder().sslContext(new ServedContext(tls, lines::greet)).build())
        // With NIO the engine asks for the name of each client's address before the handshake.
        .ifPresent(tls -> config.tls(tls).useNio(false));
    return config;
  }

  private static WebServerConfig.Builder plain(HttpSettings settings, InetAddress address) {
    return WebServer.builder()
        .address(address)
        .port(settings.port())
        .shutdownHook(false)
        .featuresDiscoverServices(false)
        .protocolsDiscoverServices(false)
        .concurrencyLimitDiscoverServices(false)
        .maxTcpConnections(connections(settings.limits()))
        .shutdownGracePeriod(settings.limits().drain())
        .idleConnectionTimeout(NEVER)
        .idleConnectionPeriod(NEVER)
        .connectionOptions(options -> options.tcpNoDelay(true));
  }

  /// The engine stops listening for good when a connection cannot be taken for want of a file
  /// descriptor, so connections get at most half of what the process may have.
  private static int connections(HttpLimits limits) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? Math.clamp(unix.getMaxFileDescriptorCount() / 2, 1, limits.connectionsMax())
        : limits.connectionsMax();
  }

  private static DirectHandlers unsound(Unsound handler) {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      handlers.addHandler(type, handler);
    }
    return handlers.build();
  }

  /// Throws [PortTaken] where a server of these settings could not listen now.
  public static void checkFree(HttpSettings settings) {
    probe(settings);
  }

  /// Binds and lets go: the engine would only log, with a stack trace, why it cannot.
  private static InetAddress probe(HttpSettings settings) {
    try (ServerSocket socket = new ServerSocket()) {
      InetAddress address = InetAddress.getByName(settings.host());
      socket.bind(new InetSocketAddress(address, settings.port()));
      return address;
    } catch (IOException e) {
      throw new PortTaken(settings.host(), settings.port(), e);
    }
  }

  /// The port that it listens on.
  public int port() {
    return port;
  }

  /// Handlers running now.
  public int running() {
    return lines.running();
  }

  /// Connections open now.
  public int connections() {
    return lines.size();
  }

  /// Takes no more connections, ends the idle ones, and waits for the requests under way, at most
  /// `HttpLimits.drain`; then their threads are interrupted. May be called twice.
  @Override
  public void close() {
    lines.drain();
    engine.stop();
    lines.close();
  }
}
