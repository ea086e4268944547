package io.carillon.wire.smpp;

import io.carillon.wire.text.Octets;
import java.nio.charset.StandardCharsets;

/// Reads fields out of a range of octets, big-endian; fails with the status the standard wants.
final class OctetReader {
  private final byte[] bytes;
  private final int end;
  private int at;

  OctetReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  int left() {
    return end - at;
  }

  int octet() throws MalformedPdu {
    need(1);
    return bytes[at++] & 0xFF;
  }

  int u16() throws MalformedPdu {
    need(2);
    at += 2;
    return ((bytes[at - 2] & 0xFF) << 8) | (bytes[at - 1] & 0xFF);
  }

  int u32() throws MalformedPdu {
    need(4);
    at += 4;
    return u32(bytes, at - 4);
  }

  static int u32(byte[] bytes, int at) {
    return ((bytes[at] & 0xFF) << 24)
        | ((bytes[at + 1] & 0xFF) << 16)
        | ((bytes[at + 2] & 0xFF) << 8)
        | (bytes[at + 3] & 0xFF);
  }

  String cString(Field field) throws MalformedPdu {
    int limit = Math.min(end, at + field.octetsMax());
    int nul = at;
    while (nul < limit && bytes[nul] != 0) {
      nul++;
    }
    if (nul == limit) {
      throw limit == end
          ? new MalformedPdu(CommandStatus.RINVCMDLEN, field.standardName() + " does not end")
          : new MalformedPdu(field.tooLong(), field.standardName() + " is too long");
    }
    int from = at;
    at = nul + 1;
    return nul == from ? "" : new String(bytes, from, nul - from, StandardCharsets.ISO_8859_1);
  }

  /// short_message behind its sm_length.
  Octets shortMessage() throws MalformedPdu {
    int length = octet();
    if (length > left()) {
      throw new MalformedPdu(CommandStatus.RINVMSGLEN, "short_message is longer than its PDU");
    }
    return octets(length);
  }

  Octets octets(int length) throws MalformedPdu {
    need(length);
    at += length;
    return Octets.of(bytes, at - length, length);
  }

  private void need(int octets) throws MalformedPdu {
    if (end - at < octets) {
      throw new MalformedPdu(CommandStatus.RINVCMDLEN, "the PDU ends inside a field");
    }
  }
}
