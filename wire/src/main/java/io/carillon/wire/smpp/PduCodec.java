package io.carillon.wire.smpp;

/// PDUs to octets and back, for those who need it without a session.
public final class PduCodec {
  /// command_length, command_id, command_status, sequence_number (SMPP 3.4 §3.2).
  public static final int HEADER_LENGTH = 16;

  /// The longest PDU we take or make: a message_payload of 64 KiB and all else beside it.
  public static final int LENGTH_MAX = 70_000;

  /// The largest sequence_number; behind it comes 1 again (§5.1.4).
  public static final int SEQUENCE_MAX = 0x7FFF_FFFF;

  private PduCodec() {}

  /// The octets of `pdu`.
  ///
  /// @throws PduEncodeException where a field cannot carry its value
  public static byte[] encode(int sequence, Pdu pdu) {
    var out = new OctetWriter(256);
    PduEncoder.encode(out, sequence, pdu, true);
    return out.toBytes();
  }

  /// Whether a command_length may stand in a header. Where it may not, the stream is lost: nobody
  /// knows where the next PDU starts.
  public static boolean isLength(int commandLength) {
    return commandLength >= HEADER_LENGTH && commandLength <= LENGTH_MAX;
  }

  /// Decodes the PDU of `length` octets at `from`, which must all be there; `length` is at least
  /// 16.
  public static Decoded decode(byte[] bytes, int from, int length) {
    int commandLength = OctetReader.u32(bytes, from);
    int commandId = OctetReader.u32(bytes, from + 4);
    int status = OctetReader.u32(bytes, from + 8);
    int sequence = OctetReader.u32(bytes, from + 12);
    if (commandLength != length || !isLength(commandLength)) {
      return broken(sequence, commandId, CommandStatus.RINVCMDLEN, false, "bad command_length");
    }
    var in = new OctetReader(bytes, from + HEADER_LENGTH, from + length);
    try {
      var pdu = PduDecoder.decode(commandId, status, in);
      return pdu.isPresent()
          ? new Decoded.Frame(sequence, pdu.get())
          : broken(sequence, commandId, CommandStatus.RINVCMDID, true, "unknown command_id");
    } catch (MalformedPdu malformed) {
      String why = malformed.getMessage() == null ? "malformed" : malformed.getMessage();
      return broken(sequence, commandId, malformed.status(), true, why);
    }
  }

  private static Decoded.Broken broken(
      int sequence, int commandId, int status, boolean streamGoesOn, String why) {
    return new Decoded.Broken(sequence, commandId, status, streamGoesOn, why);
  }
}
