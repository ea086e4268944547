package io.carillon.bench.scene;

import io.carillon.bench.far.FarSide;

/// The server under load, as its customers know it.
///
/// @param port of its HTTP server, on the loopback
/// @param credentials of the first account; they belong to this run only
/// @param hooks the URLs that webhooks go to
public record Target(int port, Credentials credentials, FarSide.Hooks hooks) {
  public static final String HOST = "127.0.0.1";
}
