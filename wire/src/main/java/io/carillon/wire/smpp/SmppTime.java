package io.carillon.wire.smpp;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// The sixteen characters of schedule_delivery_time, validity_period and final_date:
/// `YYMMDDhhmmsstnnp` (SMPP 3.4 §7.1.1). `p` is `+` or `-` for an absolute time that is `nn`
/// quarters of an hour ahead of or behind UTC, and `R` for one relative to the centre's now.
public final class SmppTime {
  /// A relative time names days of the month, so we stay below the shortest one in doubt.
  public static final Duration RELATIVE_MAX = Duration.ofDays(28);

  private static final int LENGTH = 16;

  /// Where the days of a relative time stand.
  private static final int DAYS = 4;

  private static final DateTimeFormatter TENTHS =
      DateTimeFormatter.ofPattern("yyMMddHHmmssS", Locale.ROOT);

  private SmppTime() {}

  /// `after` from the centre's now, in whole seconds.
  ///
  /// @throws IllegalArgumentException where it is negative or over `RELATIVE_MAX`
  public static String relative(Duration after) {
    if (after.isNegative() || after.compareTo(RELATIVE_MAX) > 0) {
      throw new IllegalArgumentException("a relative time is 0 to 28 days, not " + after);
    }
    char[] digits = "000000000000000R".toCharArray();
    put(digits, DAYS, after.toDaysPart());
    put(digits, DAYS + 2, after.toHoursPart());
    put(digits, DAYS + 4, after.toMinutesPart());
    put(digits, DAYS + 6, after.toSecondsPart());
    return new String(digits);
  }

  /// By hand: every submit_sm has such a time.
  private static void put(char[] digits, int at, long number) {
    digits[at] = (char) ('0' + number / 10);
    digits[at + 1] = (char) ('0' + number % 10);
  }

  /// `instant` in UTC, cut to tenths of a second. The year has two digits: 2000 to 2099.
  public static String absolute(Instant instant) {
    LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    return TENTHS.format(utc) + "00+";
  }

  /// The moment `text` names at a centre whose now is `now`; nothing where `text` is empty or
  /// broken.
  public static Optional<Instant> parse(String text, Instant now) {
    if (text.length() != LENGTH || !isNumber(text.substring(0, LENGTH - 1))) {
      return Optional.empty();
    }
    try {
      return switch (text.charAt(LENGTH - 1)) {
        case 'R' -> Optional.of(later(text, now));
        case '+' -> Optional.of(local(text).toInstant(quarters(text)));
        case '-' -> Optional.of(local(text).toInstant(behind(text)));
        default -> Optional.empty();
      };
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant later(String text, Instant now) {
    return LocalDateTime.ofInstant(now, ZoneOffset.UTC)
        .plusYears(pair(text, 0))
        .plusMonths(pair(text, 2))
        .plusDays(pair(text, 4))
        .plusHours(pair(text, 6))
        .plusMinutes(pair(text, 8))
        .plusSeconds(pair(text, 10))
        .toInstant(ZoneOffset.UTC);
  }

  private static LocalDateTime local(String text) {
    return LocalDateTime.of(
            2000 + pair(text, 0),
            pair(text, 2),
            pair(text, 4),
            pair(text, 6),
            pair(text, 8),
            pair(text, 10))
        .plusNanos((text.charAt(12) - '0') * 100_000_000L);
  }

  private static ZoneOffset quarters(String text) {
    return ZoneOffset.ofTotalSeconds(pair(text, 13) * 900);
  }

  private static ZoneOffset behind(String text) {
    return ZoneOffset.ofTotalSeconds(-pair(text, 13) * 900);
  }

  private static int pair(String text, int at) {
    return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
  }

  private static boolean isNumber(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
