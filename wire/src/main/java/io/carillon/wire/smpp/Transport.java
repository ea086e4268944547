package io.carillon.wire.smpp;

import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLSocketFactory;

/// What carries a connection.
public sealed interface Transport {
  /// TCP alone.
  record Plain() implements Transport {}

  /// TLS from the first octet (SMPP has no STARTTLS).
  ///
  /// @param sockets asked for each connection, so that a certificate can be renewed between two
  /// @param serverName a client asks for it (SNI) and, where `nameChecked`, wants it in the
  ///   certificate; a server ignores both
  record Tls(Supplier<SSLSocketFactory> sockets, String serverName, boolean nameChecked)
      implements Transport {
    /// @throws IllegalArgumentException where `serverName` is no name at all
    public Tls {
      if (isName(serverName)) {
        new SNIHostName(serverName);
      }
    }

    /// Always with these sockets.
    public Tls(SSLSocketFactory factory, String serverName, boolean nameChecked) {
      this(() -> factory, serverName, nameChecked);
    }

    /// The name to ask for; nothing for an address, which RFC 6066 §3 does not allow.
    Optional<SNIServerName> asked() {
      return isName(serverName) ? Optional.of(new SNIHostName(serverName)) : Optional.empty();
    }

    private static boolean isName(String text) {
      return text.indexOf(':') < 0 && !text.chars().allMatch(c -> c == '.' || isDigit(c));
    }

    private static boolean isDigit(int character) {
      return character >= '0' && character <= '9';
    }
  }

  /// TCP alone.
  static Transport plain() {
    return new Plain();
  }
}
