package io.carillon.front.restcomm;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/// The three ways in which the dialect writes time; ours is always UTC, where Restcomm-Connect
/// takes its server's zone.
final class RestcommDates {
  /// The day without a leading zero: `Thu, 9 Nov 2015 07:21:35 +0000`.
  private static final DateTimeFormatter LONG =
      DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private RestcommDates() {}

  /// As `date_created` and `date_updated` are written.
  static String words(Instant moment) {
    return LONG.format(moment);
  }

  /// As `date_sent` is written: ISO 8601 to the millisecond.
  static String iso(Instant moment) {
    return MILLIS.format(moment);
  }

  /// The first moment of a day, `YYYY-MM-DD`; empty where it is none.
  static Optional<Instant> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text, DAY).atStartOfDay().toInstant(ZoneOffset.UTC));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
