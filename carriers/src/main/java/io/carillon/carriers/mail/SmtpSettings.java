package io.carillon.carriers.mail;

import io.carillon.model.Letter;
import io.carillon.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How the mail relay is reached.
///
/// @param port 1–65,535
/// @param login empty = the relay asks nobody who they are
/// @param from the bare address by which the server writes
/// @param domains in lower case, those by whose addresses accounts may write; of others an e-mail
///   comes from `from`, and is answered to the address that it names
/// @param timeout for the connection, and for each answer of the relay
/// @param connections at the same time, 1–100
public record SmtpSettings(
    String host,
    int port,
    Security security,
    Optional<Login> login,
    String from,
    List<String> domains,
    Duration timeout,
    int connections) {
  public SmtpSettings {
    domains = List.copyOf(domains);
    if (!Letter.isAddress(from)) {
      throw new IllegalArgumentException("from: no e-mail address");
    }
  }

  /// How the connection is kept from others.
  public enum Security {
    /// TLS from the first octet (RFC 8314 §3.3).
    TLS,
    /// TLS once STARTTLS was answered, and nothing without (RFC 3207).
    STARTTLS,
    /// None: for a relay on the same machine.
    NONE
  }

  /// Who we are.
  public record Login(String user, Secret password) {}

  /// Whether an account may write by an address.
  boolean lets(String address) {
    return domains.contains(Letter.domain(address).toLowerCase(Locale.ROOT));
  }
}
