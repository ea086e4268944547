package io.carillon.wire.http;

import java.util.List;
import java.util.Optional;

/// Where the server listens, and its limits.
///
/// @param host address or name of this machine; `0.0.0.0` for all
/// @param port 0 takes any free port; `HttpServer.port` tells which
/// @param tls empty = not encrypted
/// @param proxies whose `X-Forwarded-For` is believed, and who may have any number of connections
public record HttpSettings(
    String host, int port, HttpLimits limits, Optional<HttpTls> tls, List<Cidr> proxies) {
  public HttpSettings {
    proxies = List.copyOf(proxies);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port);
    }
  }

  /// Not encrypted.
  public HttpSettings(String host, int port, HttpLimits limits) {
    this(host, port, limits, Optional.empty(), List.of());
  }

  /// The loopback address, any free port, standard limits.
  public static HttpSettings loopback() {
    return new HttpSettings("127.0.0.1", 0, HttpLimits.standard());
  }
}
