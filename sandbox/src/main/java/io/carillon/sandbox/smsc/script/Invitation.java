package io.carillon.sandbox.smsc.script;

import java.time.Duration;

/// A client that the centre connects to, to ask it for a bind by outbind (SMPP 3.4 §2.2.1).
///
/// @param systemId as the centre calls itself
/// @param after since the script is in force
public record Invitation(String host, int port, String systemId, String password, Duration after) {
  /// Without the password.
  @Override
  public String toString() {
    return "Invitation[" + host + ":" + port + "]";
  }
}
