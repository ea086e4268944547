package io.carillon.wire.smpp;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts the octets of a stream into PDUs. It grows for a PDU whose length was checked, and once to
/// the size of a busy peer's reads; never beyond one PDU of the largest size.
final class FrameBuffer {
  private static final int SIZE_AT_FIRST = 8 * 1024;

  /// Large enough that a busy peer's window comes in with one read.
  private static final int SIZE_WHEN_BUSY = 64 * 1024;

  private byte[] bytes = new byte[SIZE_AT_FIRST];
  private int from;
  private int to;

  /// Whether a read once filled the buffer.
  private boolean busy;

  /// Where the octets come from.
  interface Source {
    /// Reads up to `length` octets; 0 where none came, -1 at the end of the stream.
    int read(byte[] into, int at, int length) throws IOException;
  }

  /// Reads what is there; false at the end of the stream.
  boolean fill(Source in) throws IOException {
    if (from > 0) {
      System.arraycopy(bytes, from, bytes, 0, to - from);
      to -= from;
      from = 0;
    }
    int wanted = Math.max(commandLength(), busy ? SIZE_WHEN_BUSY : 0);
    if (wanted > bytes.length) {
      bytes = Arrays.copyOf(bytes, wanted);
    }
    int read = in.read(bytes, to, bytes.length - to);
    if (read < 0) {
      return false;
    }
    to += read;
    busy = busy || to == bytes.length;
    return true;
  }

  /// The length of the PDU at the front; 0 where it is not yet known or cannot be.
  private int commandLength() {
    if (to - from < 4) {
      return 0;
    }
    int length = OctetReader.u32(bytes, from);
    return PduCodec.isLength(length) ? length : 0;
  }

  /// Whether `next` would give something.
  boolean hasNext() {
    if (to - from < 4) {
      return false;
    }
    int length = commandLength();
    return length == 0 || to - from >= length;
  }

  /// The next PDU, or null where it is not yet whole. A bad length is told as soon as it is seen.
  @Nullable Decoded next() {
    if (!hasNext()) {
      return null;
    }
    int length = commandLength();
    if (length == 0) {
      boolean whole = to - from >= PduCodec.HEADER_LENGTH;
      int sequence = whole ? OctetReader.u32(bytes, from + 12) : 0;
      return new Decoded.Broken(
          sequence, 0, CommandStatus.RINVCMDLEN, false, "command_length cannot be");
    }
    Decoded decoded = PduCodec.decode(bytes, from, length);
    from += length;
    return decoded;
  }

  /// Forgets all that was read.
  void clear() {
    from = 0;
    to = 0;
  }
}
