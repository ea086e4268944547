package io.carillon.sandbox.smsc.script;

import java.util.Locale;
import java.util.Optional;

/// What a hostile centre does to a bind.
public enum Fault {
  /// Writes one octet at a time, each in a packet of its own where the network lets it.
  ONE_OCTET(true, 0),
  /// Waits until so many PDUs are in line, 50 ms at most, and writes them at once.
  COALESCE(true, 50),
  /// Says nothing any more, no response and no enquire_link_resp, but goes on reading.
  SILENCE(true, 0),
  /// Answers with a sequence_number that is so much higher than asked for.
  WRONG_SEQUENCE(true, 1_000_000),
  /// Holds so many responses back, 100 ms at most, and sends them the last one first.
  OUT_OF_ORDER(true, 8),
  /// Reads so many octets a second.
  SLOW_READING(true, 100),
  /// Sends a PDU whose command_length says so much.
  OVERSIZED(false, Integer.MAX_VALUE),
  /// Sends a PDU with this command_id.
  UNKNOWN_COMMAND(false, 0x0F0F),
  /// Ends its direction of the connection and goes on reading.
  HALF_CLOSE(false, 0),
  /// Closes the connection behind the next so many PDUs, without an unbind.
  CUT(false, 1);

  private final boolean lasting;
  private final int usual;

  Fault(boolean lasting, int usual) {
    this.lasting = lasting;
    this.usual = usual;
  }

  /// Whether it goes on until its time is over; the others happen once.
  public boolean isLasting() {
    return lasting;
  }

  /// The amount where none is said.
  public int usual() {
    return usual;
  }

  /// As scripts write it.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The fault of a word.
  static Optional<Fault> of(String word) {
    for (var fault : values()) {
      if (fault.word().equals(word)) {
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }
}
