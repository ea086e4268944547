package io.carillon.bench.mark;

import java.nio.charset.StandardCharsets;

/// The numbering of messages: message `n` goes to the phone number +1415 followed by 2000000 + n.
///
/// Every place that a message passes prints its recipient, in each dialect and in SMPP: so load,
/// far end and webhook sink agree on a message without knowing each other's ids. Each number is
/// used once a run, so one text belongs to one number.
public final class Recipients {
  /// How many messages one run may have.
  public static final int COUNT = 3_500_000;

  /// The sender of all messages: one that a new account owns, and outside the numbering.
  public static final String SENDER = "+14155552671";

  /// What stands for a number that is known and not judged.
  public static final int ASIDE = -2;

  private static final int ASIDE_COUNT = 1_000;

  /// How many digits at the end of the number tell the message.
  public static final int DIGITS = 7;

  /// What stands before these digits.
  public static final String PREFIX = "+1415";

  /// The first number's digits.
  public static final int FIRST = 2_000_000;

  private static final byte[] AREA = "1415".getBytes(StandardCharsets.US_ASCII);

  private Recipients() {}

  /// The recipient of a message, in E.164 with its plus sign.
  public static String number(int sequence) {
    return PREFIX + (FIRST + sequence);
  }

  /// A number behind those of the messages, for what is sent beside them.
  public static String aside(int index) {
    return number(COUNT + index);
  }

  /// Writes the seven digits of a message's recipient.
  public static void digits(int sequence, byte[] to, int at) {
    var rest = FIRST + sequence;
    for (var i = DIGITS - 1; i >= 0; i--) {
      to[at + i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /// The first message whose recipient stands in these bytes as a phone number: after a plus sign
  /// (as `+` or `%2B`) or a quotation mark, with no further digit. -1 when there is none.
  public static int sequenceIn(byte[] bytes, int from, int to) {
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

  /// The message whose recipient these bytes are, without a plus sign as SMPP writes it; `ASIDE`
  /// when it is one sent beside them, -1 when they are none of ours.
  public static int sequenceOf(byte[] bytes, int from, int to) {
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
    if (sequence >= COUNT && sequence < COUNT + ASIDE_COUNT) {
      return ASIDE;
    }
    return sequence >= 0 && sequence < COUNT ? sequence : -1;
  }

  private static boolean opensNumber(byte before) {
    return before == '+' || before == 'B' || before == '"';
  }

  private static boolean isDigit(byte value) {
    return value >= '0' && value <= '9';
  }
}
