package io.carillon.wire.smpp;

import javax.net.ssl.SSLSocketFactory;

/// What carries a connection.
public sealed interface Transport {
  /// TCP alone.
  record Plain() implements Transport {}

  /// TLS from the first octet (SMPP has no STARTTLS).
  ///
  /// @param serverName a client asks for it (SNI) and, where `nameChecked`, wants it in the
  ///   certificate; a server ignores both
  record Tls(SSLSocketFactory factory, String serverName, boolean nameChecked)
      implements Transport {}

  /// TCP alone.
  static Transport plain() {
    return new Plain();
  }
}
