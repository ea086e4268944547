package io.carillon.bench.far;

/// Where the fields of one submit_sm stand in the bytes it came in (SMPP 3.4 §4.4.1). One is used
/// again and again.
final class SubmitSm {
  private static final int TAG_USER_MESSAGE_REFERENCE = 0x0204;
  private static final int TAG_SAR_TOTAL_SEGMENTS = 0x020E;
  private static final int TAG_SAR_SEGMENT_SEQNUM = 0x020F;
  private static final int UDH_INDICATOR = 0x40;

  /// Source and destination as they stand: TON, NPI, address with its final NUL.
  int sourceFrom;

  int sourceTo;
  int destinationFrom;
  int destinationTo;

  /// Which piece of a long text this is, from 1; 0 when the text is not cut.
  int segment;

  /// Into how many pieces it is cut.
  int segments;

  /// The sender's own reference; -1 when there is none.
  int reference;

  /// Whether a receipt is asked for when the message is delivered (§5.2.17).
  boolean wantsReceipt;

  private byte[] bytes = new byte[0];
  private int at;
  private int end;

  /// Whether the body `[from, to)` has the shape of a submit_sm.
  boolean read(byte[] pdu, int from, int to) {
    bytes = pdu;
    at = from;
    end = to;
    segment = 0;
    segments = 1;
    reference = -1;
    return string() && addresses() && text() && optional();
  }

  private boolean addresses() {
    sourceFrom = at;
    if (!skip(2) || !string()) {
      return false;
    }
    sourceTo = at;
    destinationFrom = at;
    if (!skip(2) || !string()) {
      return false;
    }
    destinationTo = at;
    return true;
  }

  private boolean text() {
    var esmClass = at;
    // esm_class, protocol_id, priority_flag, schedule_delivery_time, validity_period
    if (!skip(3) || !string() || !string()) {
      return false;
    }
    var registered = at;
    // registered_delivery, replace_if_present_flag, data_coding, sm_default_msg_id, sm_length
    if (!skip(5)) {
      return false;
    }
    wantsReceipt = (bytes[registered] & 3) == 1;
    var length = bytes[at - 1] & 0xFF;
    var text = at;
    if (!skip(length)) {
      return false;
    }
    if ((bytes[esmClass] & UDH_INDICATOR) != 0) {
      userDataHeader(text, length);
    }
    return true;
  }

  /// Reads the segment's number and how many there are out of the concatenation element (3GPP TS
  /// 23.040 §9.2.3.24.1, .8).
  private void userDataHeader(int from, int length) {
    if (length == 0) {
      return;
    }
    var last = from + 1 + Math.min(bytes[from] & 0xFF, length - 1);
    var element = from + 1;
    while (element + 2 <= last) {
      var size = bytes[element + 1] & 0xFF;
      var next = element + 2 + size;
      if (next > last) {
        return;
      }
      if ((bytes[element] == 0 && size == 3) || (bytes[element] == 8 && size == 4)) {
        segments = bytes[next - 2] & 0xFF;
        segment = bytes[next - 1] & 0xFF;
      }
      element = next;
    }
  }

  private boolean optional() {
    while (at < end) {
      if (!skip(4)) {
        return false;
      }
      var tag = number(at - 4);
      var length = number(at - 2);
      var value = at;
      if (!skip(length)) {
        return false;
      }
      if (tag == TAG_USER_MESSAGE_REFERENCE && length == 2) {
        reference = number(value);
      } else if (tag == TAG_SAR_SEGMENT_SEQNUM && length == 1) {
        segment = bytes[value] & 0xFF;
      } else if (tag == TAG_SAR_TOTAL_SEGMENTS && length == 1) {
        segments = bytes[value] & 0xFF;
      }
    }
    return true;
  }

  private boolean skip(int count) {
    at += count;
    return at <= end;
  }

  private boolean string() {
    while (at < end && bytes[at] != 0) {
      at++;
    }
    return skip(1);
  }

  private int number(int index) {
    return (bytes[index] & 0xFF) << 8 | (bytes[index + 1] & 0xFF);
  }
}
