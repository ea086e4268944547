package io.carillon.bench.far;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// What a webhook says, in whatever dialect: by one word that stands alone in it.
///
/// | word | where |
/// |---|---|
/// | `delivered` | JSON and forms of the CPaaS vendors |
/// | `DELIVRD` | the delivery receipts of IntelePeer's API |
/// | `dlr-1` | the path of a receipt's URL, into which Kannel puts the status (1: delivered) |
final class Webhooks {
  private static final List<byte[]> DELIVERED =
      List.of(ascii("delivered"), ascii("DELIVRD"), ascii("dlr-1"));

  private Webhooks() {}

  /// Whether it says that a message was delivered: not `undelivered`, `delivered_at`, `dlr-16`.
  static boolean sayDelivered(byte[] bytes, int from, int to) {
    for (var i = from; i < to; i++) {
      if ((bytes[i] | 0x20) == 'd' && (i == from || !inWord(bytes[i - 1]))) {
        for (var word : DELIVERED) {
          if (stands(word, bytes, i, to)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean stands(byte[] word, byte[] bytes, int at, int to) {
    var end = at + word.length;
    return end <= to
        && Arrays.equals(bytes, at, end, word, 0, word.length)
        && (end == to || !inWord(bytes[end]));
  }

  private static boolean inWord(byte value) {
    return value == '_' || Character.isLetterOrDigit(value);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
