package io.carillon.sandbox.smsc.script;

import io.carillon.wire.smpp.SmppAddress;
import java.time.Duration;
import java.util.OptionalInt;

/// Handsets that are back, as alert_notification tells it (SMPP 3.4 §4.12.1).
///
/// @param account the system_id it is for
/// @param from the handset
/// @param to the sender that is told
/// @param count how many alerts
/// @param rate alerts a second; 0 = all at once
/// @param after since the script is in force
public record Alert(
    String account,
    SmppAddress from,
    SmppAddress to,
    Availability availability,
    int count,
    int rate,
    Duration after) {
  /// What ms_availability_status says (SMPP 3.4 §5.3.2.30).
  public enum Availability {
    AVAILABLE(0),
    DENIED(1),
    UNAVAILABLE(2),
    /// The parameter is missing.
    UNSAID(-1);

    private final int code;

    Availability(int code) {
      this.code = code;
    }

    /// The value of the parameter; nothing where it is missing.
    public OptionalInt code() {
      return code < 0 ? OptionalInt.empty() : OptionalInt.of(code);
    }
  }

  /// Without the addresses.
  @Override
  public String toString() {
    return "Alert[" + count + " for " + account + "]";
  }
}
