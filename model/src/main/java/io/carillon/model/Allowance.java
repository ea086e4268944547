package io.carillon.model;

import io.carillon.model.Usage.Sum;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How much of one kind an account may send between two days, counted by what it used then.
///
/// @param channel empty = on all of them together
/// @param country of the person, ISO 3166-1 alpha-2; empty = in all of them together
/// @param currency of amounts; empty where no amount is measured
/// @param most in messages, segments or micro-units
public record Allowance(
    AccountId account,
    Span span,
    Optional<Channel> channel,
    String country,
    Measure measure,
    String currency,
    long most) {
  private static final String TOGETHER = "together";

  /// The same for all countries together.
  public Allowance(
      AccountId account,
      Span span,
      Optional<Channel> channel,
      Measure measure,
      String currency,
      long most) {
    this(account, span, channel, "", measure, currency, most);
  }

  /// What is counted.
  public enum Measure {
    MESSAGES,
    SEGMENTS,
    /// What was paid and not given back, in micro-units.
    AMOUNT,
    /// Messages of the account and of all below it, as they were [Spending] of it; on all channels.
    TOGETHER;

    /// The stable lower-case word in APIs.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The measure of a plan with this word.
    public static Optional<Measure> of(String word) {
      return Arrays.stream(values())
          .filter(measure -> measure != TOGETHER && measure.word().equals(word))
          .findFirst();
    }
  }

  /// Days of usage, in UTC.
  ///
  /// @param until the day behind the last
  public record Span(LocalDate from, LocalDate until) {
    /// The calendar month of a moment, in UTC.
    public static Span month(Instant moment) {
      var month = YearMonth.from(moment.atOffset(ZoneOffset.UTC));
      return new Span(month.atDay(1), month.plusMonths(1).atDay(1));
    }

    /// The day of a moment, in UTC.
    public static Span day(Instant moment) {
      var day = moment.atOffset(ZoneOffset.UTC).toLocalDate();
      return new Span(day, day.plusDays(1));
    }

    /// The moment at which it is over.
    public Instant ends() {
      return until.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// Whether it is one day.
    public boolean isDay() {
      return from.plusDays(1).equals(until);
    }

    /// Whether a day lies in it.
    public boolean holds(LocalDate day) {
      return !day.isBefore(from) && day.isBefore(until);
    }
  }

  /// Whether what goes to a country counts.
  public boolean reaches(String to) {
    return country.isEmpty() || country.equals(to);
  }

  /// What of a sum of usage counts, where its country does; nothing where it is of another kind.
  public long counted(Channel on, Direction direction, String in, Sum sum) {
    boolean fits =
        direction == Direction.OUTBOUND
            && channel.map(on::equals).orElse(true)
            && (measure != Measure.AMOUNT || currency.equals(in));
    if (!fits) {
      return 0;
    }
    return switch (measure) {
      case MESSAGES -> sum.messages();
      case SEGMENTS -> sum.segments();
      case AMOUNT -> sum.price();
      case TOGETHER -> 0;
    };
  }

  /// So many more messages of the account or below it, where they are counted together.
  public Spending together(int messages) {
    var ends = span.ends();
    var from = span.from().atStartOfDay(ZoneOffset.UTC).toInstant();
    return new Spending(account, account.value(), TOGETHER, from, ends, messages);
  }
}
