package io.carillon.bench.far;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// A delivery receipt that the far end owes: the body of its deliver_sm (SMPP 3.4 §4.6.1, text by
/// appendix B), made when the submit_sm came, so that sending costs a copy.
final class Receipt {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyMMddHHmm").withZone(ZoneOffset.UTC);
  private static final int ID_AT = 3;
  private static final int ID_LENGTH = 16;

  /// esm_class 4 (a receipt), then what else stands before sm_length, all zero.
  private static final byte[] MIDDLE = {4, 0, 0, 0, 0, 0, 0, 0, 0};

  /// message_state 2: delivered (§5.3.2.35).
  private static final byte[] STATE = {0x04, 0x27, 0, 1, 2};

  private final byte[] body;
  private final int message;
  private final short segment;
  private final short segments;
  private int refusals;

  private Receipt(byte[] body, int message, SubmitSm submit) {
    this.body = body;
    this.message = message;
    this.segment = (short) submit.segment;
    this.segments = (short) submit.segments;
  }

  /// Which message it is about; -1 when none of ours.
  int message() {
    return message;
  }

  /// About which piece of its text, from 1; 0 when that is not cut.
  int segment() {
    return segment;
  }

  /// Into how many pieces it is cut.
  int segments() {
    return segments;
  }

  /// The deliver_sm's body. Not to be changed.
  byte[] body() {
    return body;
  }

  /// Notes a refusal; answers how many there were.
  int refused() {
    return ++refusals;
  }

  /// The receipt for message `message`, which was just read; `id` is the number in its
  /// submit_sm_resp and `text` from `text()`.
  static Receipt of(byte[] pdu, SubmitSm submit, int message, long id, byte[] text) {
    var source = submit.destinationTo - submit.destinationFrom;
    var destination = submit.sourceTo - submit.sourceFrom;
    var reference = submit.reference < 0 ? 0 : 6;
    var body =
        new byte
            [1
                + source
                + destination
                + MIDDLE.length
                + 1
                + text.length
                + STATE.length
                + 5
                + ID_LENGTH
                + reference];
    var at = 1;
    at = copy(pdu, submit.destinationFrom, source, body, at);
    at = copy(pdu, submit.sourceFrom, destination, body, at);
    at = copy(MIDDLE, 0, MIDDLE.length, body, at);
    body[at++] = (byte) text.length;
    hex(id, text, ID_AT);
    at = copy(text, 0, text.length, body, at);
    at = copy(STATE, 0, STATE.length, body, at);
    // receipted_message_id (§5.3.2.12)
    body[at] = 0;
    body[at + 1] = 0x1E;
    body[at + 3] = ID_LENGTH + 1;
    hex(id, body, at + 4);
    at += 5 + ID_LENGTH;
    if (submit.reference >= 0) {
      body[at] = 0x02;
      body[at + 1] = 0x04;
      body[at + 3] = 2;
      body[at + 4] = (byte) (submit.reference >>> 8);
      body[at + 5] = (byte) submit.reference;
    }
    return new Receipt(body, message, submit);
  }

  /// The text of receipts for messages delivered at this time; the id is filled in by `of`.
  static byte[] text(long atMicros) {
    var minute = MINUTE.format(Instant.ofEpochMilli(atMicros / 1_000));
    return "id:%s sub:001 dlvrd:001 submit date:%s done date:%s stat:DELIVRD err:000 text:"
        .formatted("0".repeat(ID_LENGTH), minute, minute)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /// Writes a number as 16 hex digits.
  static void hex(long value, byte[] to, int at) {
    for (var i = 0; i < ID_LENGTH; i++) {
      to[at + i] = HEX[(int) (value >>> (60 - 4 * i)) & 15];
    }
  }

  private static int copy(byte[] from, int start, int length, byte[] to, int at) {
    System.arraycopy(from, start, to, at, length);
    return at + length;
  }
}
