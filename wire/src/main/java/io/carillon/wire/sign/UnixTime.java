package io.carillon.wire.sign;

import java.time.Duration;
import java.time.Instant;

/// Times as they stand in signatures: seconds since 1970, in digits.
final class UnixTime {
  private static final int DIGITS_MAX = 12;

  private UnixTime() {}

  static boolean isOne(String text) {
    return !text.isEmpty()
        && text.length() <= DIGITS_MAX
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  static Verdict verdict(boolean genuine, String time, Instant now, Duration tolerance) {
    if (!genuine) {
      return Verdict.FORGED;
    }
    Duration off = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now).abs();
    return off.compareTo(tolerance) > 0 ? Verdict.STALE : Verdict.GENUINE;
  }
}
