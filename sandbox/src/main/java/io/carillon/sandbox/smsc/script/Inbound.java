package io.carillon.sandbox.smsc.script;

import io.carillon.wire.smpp.SmppAddress;
import java.time.Duration;

/// What people write to the account's senders.
///
/// @param account the system_id it is for
/// @param text what they say; digits in hexadecimal where the encoding is binary
/// @param body how a text is written and cut
/// @param count how many messages
/// @param rate messages a second; 0 = all at once
/// @param after since the script is in force
public record Inbound(
    String account,
    SmppAddress from,
    SmppAddress to,
    String text,
    Body body,
    int count,
    int rate,
    Duration after) {
  /// How a text becomes one or more deliver_sm.
  ///
  /// @param dataCoding what data_coding says; -1 = what the encoding wants
  public record Body(Encoding encoding, Cut cut, Order order, int dataCoding) {}

  /// The octets of a text.
  public enum Encoding {
    /// GSM 03.38 where it fits, else UCS-2.
    AUTO,
    GSM7,
    LATIN1,
    UCS2,
    BINARY
  }

  /// How a long text goes.
  public enum Cut {
    UDH8,
    UDH16,
    SAR,
    PAYLOAD
  }

  /// In which order its parts come.
  public enum Order {
    IN_ORDER,
    REVERSED,
    SHUFFLED
  }

  /// Without the addresses and the text.
  @Override
  public String toString() {
    return "Inbound[" + count + " for " + account + "]";
  }
}
