package io.carillon.front.json;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// Writes moments in UTC as `Instant.toString` does, in a fraction of its time: replies hold
/// several, and its formatter makes each from parts that it looks up one by one.
final class Stamp {
  private static final long DAY_SECONDS = 86_400;

  /// Years of four digits; the others are left to `Instant`.
  private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();

  private static final long END = Instant.parse("+10000-01-01T00:00:00Z").getEpochSecond();

  private Stamp() {}

  /// To the second; what is below is cut off.
  static void seconds(StringBuilder text, Instant moment) {
    long second = moment.getEpochSecond();
    if (second < FIRST || second >= END) {
      text.append(moment.truncatedTo(ChronoUnit.SECONDS));
    } else {
      whole(text, second);
      text.append('Z');
    }
  }

  /// As fine as it is: no fraction, or one of 3, 6 or 9 digits.
  static void exact(StringBuilder text, Instant moment) {
    long second = moment.getEpochSecond();
    int nanos = moment.getNano();
    if (second < FIRST || second >= END) {
      text.append(moment);
      return;
    }
    whole(text, second);
    if (nanos != 0) {
      text.append('.');
      int digits = nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
      int unit = 100_000_000;
      for (int i = 0; i < digits; i++) {
        text.append((char) ('0' + nanos / unit % 10));
        unit /= 10;
      }
    }
    text.append('Z');
  }

  private static void whole(StringBuilder text, long second) {
    var date = LocalDate.ofEpochDay(Math.floorDiv(second, DAY_SECONDS));
    int inDay = (int) Math.floorMod(second, DAY_SECONDS);
    two(text, date.getYear() / 100);
    two(text, date.getYear() % 100);
    two(text.append('-'), date.getMonthValue());
    two(text.append('-'), date.getDayOfMonth());
    two(text.append('T'), inDay / 3_600);
    two(text.append(':'), inDay / 60 % 60);
    two(text.append(':'), inDay % 60);
  }

  private static void two(StringBuilder text, int number) {
    text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
