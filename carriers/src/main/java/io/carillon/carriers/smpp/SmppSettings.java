package io.carillon.carriers.smpp;

import io.carillon.model.Secret;
import java.time.Duration;

/// How one message centre is reached.
///
/// @param name the carrier's name in the settings
/// @param binds transceiver binds, 1–32
/// @param networkTag the tag of a TLV in which receipts name the recipient's network; 0 = none
public record SmppSettings(
    String name, Endpoint endpoint, Login login, int binds, Pace pace, int networkTag) {
  private static final int BINDS_MAX = 32;

  public SmppSettings {
    if (binds < 1 || binds > BINDS_MAX) {
      throw new IllegalArgumentException("binds: 1 to 32, not " + binds);
    }
  }

  /// Where.
  public record Endpoint(String host, int port) {}

  /// As whom.
  public record Login(String systemId, Secret password, String systemType) {}

  /// How fast.
  ///
  /// @param window unanswered requests a bind
  /// @param enquireLink an idle bind is asked after this time
  /// @param responseTimeout a request without an answer is given up after this time
  public record Pace(int window, Duration enquireLink, Duration responseTimeout) {}
}
