package io.carillon.wire.http;

/// Where the server listens, and its limits.
///
/// @param host address or name of this machine; `0.0.0.0` for all
/// @param port 0 takes any free port; `HttpServer.port` tells which
public record HttpSettings(String host, int port, HttpLimits limits) {
  public HttpSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port);
    }
  }

  /// The loopback address, any free port, standard limits.
  public static HttpSettings loopback() {
    return new HttpSettings("127.0.0.1", 0, HttpLimits.standard());
  }
}
