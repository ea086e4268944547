package io.carillon.front.person;

import io.carillon.model.port.Clock;

/// The device of a test's user.
public final class TotpCode {
  private TotpCode() {}

  /// What it shows now.
  public static String now(String secret, Clock clock) {
    return Totp.code(Base32.octets(secret), clock.now().getEpochSecond() / 30, 6);
  }
}
