package io.carillon.front.mycpaas;

import io.carillon.model.port.History.Period;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/// Times as clients write them: `2024-01-02`, `2024-01-02T03:04:05` (the Java library; UTC),
/// `2024-01-02T03:04:05Z` (the Node library) or with an offset.
final class Moments {
  /// Years of four digits: what lies beyond them no store keeps.
  private static final Pattern SHAPE = Pattern.compile("[0-9]{4}-[0-9:.TtZz+-]{5,36}");

  private Moments() {}

  /// A moment; empty where it is none.
  static Optional<Instant> moment(String text) {
    if (!SHAPE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return local(text);
    }
  }

  private static Optional<Instant> local(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// How a filter compares.
  enum Compare {
    /// That day.
    ON(""),
    /// Not after that day or second.
    UNTIL("<"),
    /// Not before that day or second.
    SINCE(">");

    private final String sign;

    Compare(String sign) {
      this.sign = sign;
    }

    /// What stands behind the name of the parameter.
    String sign() {
      return sign;
    }
  }

  /// The time that a filter lets through; empty where its value is none.
  static Optional<Period> period(Compare compare, String text) {
    if (!SHAPE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(period(compare, LocalDate.parse(text), Optional.empty()));
    } catch (DateTimeException _) {
      return moment(text)
          .map(at -> period(compare, LocalDate.ofInstant(at, ZoneOffset.UTC), Optional.of(at)));
    }
  }

  /// Days and seconds are whole: the last of them belongs to what is let through.
  private static Period period(Compare compare, LocalDate day, Optional<Instant> second) {
    var begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    var end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    var none = Optional.<Instant>empty();
    var whole = second.map(at -> at.truncatedTo(ChronoUnit.SECONDS));
    return switch (compare) {
      case ON -> new Period(Optional.of(begin), Optional.of(end));
      case SINCE -> new Period(whole.or(() -> Optional.of(begin)), none);
      case UNTIL -> new Period(none, whole.map(at -> at.plusSeconds(1)).or(() -> Optional.of(end)));
    };
  }

  /// What lies in both; an empty span where nothing does.
  static Period both(Period one, Period other) {
    var from =
        one.from().isEmpty() || other.from().filter(one.from().get()::isBefore).isPresent()
            ? other.from()
            : one.from();
    var until =
        one.until().isEmpty() || other.until().filter(one.until().get()::isAfter).isPresent()
            ? other.until()
            : one.until();
    return new Period(from, until);
  }
}
