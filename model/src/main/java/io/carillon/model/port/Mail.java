package io.carillon.model.port;

import io.carillon.model.Letter;

/// Hands e-mails to the relay that carries them. It hands each once; it never retries or stores.
public interface Mail {
  /// There is no relay.
  Mail NONE = (_, _) -> new Handing.Nobody();

  /// Hands one over. Blocks for at most a minute, whatever the relay does; throws nothing that the
  /// relay can cause.
  ///
  /// @param name the same each time that this letter is handed over, so that who gets it twice can
  ///   know it again; letters and digits
  Handing hand(Letter letter, String name) throws InterruptedException;

  /// What came of it.
  sealed interface Handing {
    /// The relay has it.
    record Given() implements Handing {}

    /// Not now: the relay cannot be reached, or asks to wait (4yz, RFC 5321 §4.2.1).
    record Later(String why) implements Handing {}

    /// Never: the relay refused it for good (5yz).
    record Refused(String why) implements Handing {}

    /// There is no relay.
    record Nobody() implements Handing {}
  }
}
