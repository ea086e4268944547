package io.carillon.model.port;

import io.carillon.model.AccountId;
import io.carillon.model.Channel;
import io.carillon.model.Direction;
import io.carillon.model.Usage;
import io.carillon.model.Usage.Slot;
import io.carillon.model.Usage.Sum;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Reads how much accounts used, day by day.
public interface Usages {
  /// How many rows one call answers at most.
  int ROWS_MAX = 1_000;

  /// The first rows that pass, in the order of [Slot#ORDER].
  ///
  /// @param behind where to begin; empty = at the first
  /// @param limit how many, at most [#ROWS_MAX]
  List<Usage> page(Filter filter, Optional<Slot> behind, int limit);

  /// What passes, added up by channel, direction and currency, in this order.
  List<Total> total(Filter filter);

  /// The same of the filter's account and of all accounts below it.
  List<Total> totalOfFamily(Filter filter);

  /// The sum over days and countries.
  record Total(Channel channel, Direction direction, String currency, Sum sum) {}

  /// What passes: all that is asked for must hold.
  ///
  /// @param from the first day
  /// @param until the day behind the last
  /// @param country empty = any
  record Filter(
      AccountId account,
      LocalDate from,
      LocalDate until,
      Optional<Channel> channel,
      Optional<Direction> direction,
      String country) {
    /// All of an account between two days.
    public static Filter of(AccountId account, LocalDate from, LocalDate until) {
      return new Filter(account, from, until, Optional.empty(), Optional.empty(), "");
    }

    /// Whether a row passes.
    public boolean passes(Slot slot) {
      return slot.account().equals(account)
          && !slot.day().isBefore(from)
          && slot.day().isBefore(until)
          && channel.map(slot.channel()::equals).orElse(true)
          && direction.map(slot.direction()::equals).orElse(true)
          && (country.isEmpty() || country.equals(slot.country()));
    }
  }
}
