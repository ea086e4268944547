package io.carillon.front.usage;

import io.carillon.front.usage.Stretches.Stretch;
import io.carillon.model.AccountId;
import io.carillon.model.Money;
import io.carillon.model.Usage.Sum;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Usages;
import io.carillon.model.port.Usages.Filter;
import io.carillon.model.port.Usages.Total;
import java.util.ArrayList;
import java.util.List;

/// Tells how much was used of a category in a stretch of days.
public final class UsageSums {
  private static final String CURRENCY_USUAL = "USD";

  private final Usages usages;
  private final Accounts accounts;

  /// What an account's sums are read from.
  public UsageSums(Usages usages, Accounts accounts) {
    this.usages = usages;
    this.accounts = accounts;
  }

  /// What a record says.
  ///
  /// @param price what was paid and not given back
  public record Row(
      UsageCategory category, Stretch stretch, long messages, long segments, Money price) {
    /// The amount in the category's unit.
    public long amount() {
      return category.isBySegment() ? segments : messages;
    }

    /// Whether nothing was used.
    public boolean isEmpty() {
      return messages == 0 && price.micros() == 0;
    }
  }

  /// The rows of a list behind so many, in its order: stretch by stretch, each with all categories.
  ///
  /// Reads once a stretch. An account pays in one currency: amounts in another are left out.
  ///
  /// @param limit how many at most
  public List<Row> rows(AccountId account, UsageQuery query, long offset, int limit) {
    var rows = new ArrayList<Row>();
    int width = query.categories().size();
    long end = Math.min(offset + limit, count(query));
    var currency =
        accounts
            .balance(accounts.directory().payer(account))
            .map(Money::currency)
            .orElse(CURRENCY_USUAL);
    for (long at = offset; at < end; ) {
      var stretch = query.stretches().at(at / width);
      var totals = totals(account, stretch, query.family());
      long behind = Math.min(end, (at / width + 1) * width);
      for (; at < behind; at++) {
        rows.add(row(query.categories().get((int) (at % width)), stretch, totals, currency));
      }
    }
    return rows;
  }

  /// How many rows a list has.
  public static long count(UsageQuery query) {
    return query.stretches().count() * query.categories().size();
  }

  private List<Total> totals(AccountId account, Stretch stretch, boolean family) {
    var filter = Filter.of(account, stretch.first(), stretch.last().plusDays(1));
    return family ? usages.totalOfFamily(filter) : usages.total(filter);
  }

  private static Row row(
      UsageCategory category, Stretch stretch, List<Total> totals, String currency) {
    var counted = totals.stream().filter(category::counts).toList();
    var sum = counted.stream().map(Total::sum).reduce(Sum.ZERO, Sum::plus);
    long micros =
        counted.stream()
            .filter(total -> total.currency().equals(currency))
            .mapToLong(total -> total.sum().price())
            .sum();
    return new Row(category, stretch, sum.messages(), sum.segments(), new Money(micros, currency));
  }
}
