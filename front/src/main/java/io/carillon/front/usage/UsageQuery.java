package io.carillon.front.usage;

import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.wire.http.Parameters;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a query for a list of usage asks for.
///
/// A day is `2024-01-31`, or so many days from today: `-30days`, `+30days`. Days are those of UTC.
/// Without `StartDate` a list begins when the account was opened, without `EndDate` it ends today.
///
/// @param categories in the order in which they are listed
/// @param family whether what the accounts below used counts too
public record UsageQuery(Stretches stretches, List<UsageCategory> categories, boolean family) {
  private static final String START = "StartDate";
  private static final String END = "EndDate";
  private static final String CATEGORY = "Category";
  private static final String FAMILY = "IncludeSubaccounts";
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern OFFSET = Pattern.compile("([+-]?[0-9]{1,5})days?");

  /// What a query turned out to be.
  public sealed interface Read {
    /// One that can be answered.
    record Asked(UsageQuery query) implements Read {}

    /// One that cannot.
    record Refused(Refusal refusal) implements Read {}
  }

  /// What is known without the query.
  ///
  /// @param opened the account's first day
  /// @param family whether the accounts below count where the query does not say
  public record About(Interval interval, LocalDate opened, LocalDate today, boolean family) {}

  /// Reads a query; what it does not know is passed over.
  public static Read read(Parameters query, About about) {
    var today = about.today();
    var begin = given(query, START);
    var end = given(query, END);
    var first = begin.map(text -> day(text, today)).orElseGet(() -> Optional.of(about.opened()));
    var last = end.map(text -> day(text, today)).orElseGet(() -> Optional.of(today));
    if (first.isEmpty() || last.isEmpty()) {
      var name = first.isEmpty() ? START : END;
      return refused(name, "must be a day such as 2024-01-31, or one such as -30days");
    }
    if (begin.isPresent() && end.isPresent() && last.get().isBefore(first.get())) {
      return refused(END, "must not lie before 'StartDate'");
    }
    var word = given(query, CATEGORY);
    var category = word.flatMap(UsageCategory::of);
    if (word.isPresent() && category.isEmpty()) {
      return refused(CATEGORY, "must be one that is counted: " + words());
    }
    var family = given(query, FAMILY);
    if (family.filter(text -> !text.matches("(?i)true|false")).isPresent()) {
      return refused(FAMILY, "must be true or false");
    }
    return new Read.Asked(
        new UsageQuery(
            about.interval().over(first.get(), last.get(), about.opened(), today),
            category.map(List::of).orElseGet(() -> List.of(UsageCategory.values())),
            family.map(Boolean::parseBoolean).orElse(about.family())));
  }

  private static Optional<String> given(Parameters query, String name) {
    return query.first(name).filter(text -> !text.isBlank());
  }

  private static Optional<LocalDate> day(String text, LocalDate today) {
    // A plus that was not escaped arrives as a space.
    var offset = OFFSET.matcher(text.strip());
    if (offset.matches()) {
      return Optional.of(today.plusDays(Integer.parseInt(offset.group(1))));
    }
    try {
      return DAY.matcher(text).matches() ? Optional.of(LocalDate.parse(text)) : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static String words() {
    return String.join(
        ", ", List.of(UsageCategory.values()).stream().map(UsageCategory::word).toList());
  }

  private static Read refused(String field, String rule) {
    return new Read.Refused(
        Refusal.of(Fault.FIELD_INVALID, field, "'" + field + "' " + rule + "."));
  }
}
