package io.carillon.bench;

import java.nio.charset.StandardCharsets;

/// The numbering of messages: message `n` goes to the phone number +1415 followed by 2000000 + n.
///
/// Every place that a message passes prints its recipient, in each dialect and in SMPP: so load,
/// far end and webhook sink agree on a message without knowing each other's ids. Each number is
/// used once a run, so one text belongs to one number.
final class Recipients {
  /// How many messages one run may have.
  static final int COUNT = 3_500_000;

  /// The sender of all messages: one that a new account owns, and outside the numbering.
  static final String SENDER = "+14155552671";

  /// How many digits at the end of the number tell the message.
  static final int DIGITS = 7;

  /// What stands before these digits.
  static final String PREFIX = "+1415";

  /// The first number's digits.
  static final int FIRST = 2_000_000;

  private static final byte[] AREA = "1415".getBytes(StandardCharsets.US_ASCII);

  private Recipients() {}

  /// The recipient of a message, in E.164 with its plus sign.
  static String number(int sequence) {
    return PREFIX + (FIRST + sequence);
  }

  /// Writes the seven digits of a message's recipient.
  static void digits(int sequence, byte[] to, int at) {
    var rest = FIRST + sequence;
    for (var i = DIGITS - 1; i >= 0; i--) {
      to[at + i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /// The first message whose recipient stands in these bytes as a phone number: after a plus sign
  /// (as `+` or `%2B`) or a quotation mark, with no further digit. -1 when there is none.
  static int sequenceIn(byte[] bytes, int from, int to) {
    for (var i = from + 1; i + AREA.length + DIGITS <= to; i++) {
      if (bytes[i] != '1' || !opensNumber(bytes[i - 1])) {
        continue;
      }
      var end = i + AREA.length + DIGITS;
      var sequence = sequenceOf(bytes, i, end);
      if (sequence >= 0 && (end == to || !isDigit(bytes[end]))) {
        return sequence;
      }
    }
    return -1;
  }

  /// The message whose recipient these bytes are, without a plus sign as SMPP writes it. -1 when
  /// they are none of ours.
  static int sequenceOf(byte[] bytes, int from, int to) {
    if (to - from != AREA.length + DIGITS) {
      return -1;
    }
    for (var i = 0; i < AREA.length; i++) {
      if (bytes[from + i] != AREA[i]) {
        return -1;
      }
    }
    var number = 0;
    for (var i = from + AREA.length; i < to; i++) {
      if (!isDigit(bytes[i])) {
        return -1;
      }
      number = number * 10 + bytes[i] - '0';
    }
    var sequence = number - FIRST;
    return sequence >= 0 && sequence < COUNT ? sequence : -1;
  }

  private static boolean opensNumber(byte before) {
    return before == '+' || before == 'B' || before == '"';
  }

  private static boolean isDigit(byte value) {
    return value >= '0' && value <= '9';
  }
}
