package io.carillon.model;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Something about an account, and of no message, that it is owed to be told.
///
/// It stands until it is over: of one kind and account one stands at a time, so that what goes on
/// is told once.
///
/// @param telling how the telling stands; ended from the start where nobody is to be told
/// @param over when it was over; empty = it stands
public record AccountEvent(
    Id id,
    AccountId account,
    Instant at,
    What what,
    Notice.Telling telling,
    Optional<Instant> over) {
  /// What happened.
  public sealed interface What {
    /// Of which kind it is.
    Event.Kind kind();

    /// What happened, by name, as the live feed tells it.
    Map<String, String> facts();

    /// The account's balance fell below what it had set.
    ///
    /// @param balance what was left
    /// @param below what it had set, in the same currency
    record BalanceLow(Money balance, Money below) implements What {
      @Override
      public Event.Kind kind() {
        return Event.Kind.BALANCE_LOW;
      }

      @Override
      public Map<String, String> facts() {
        return Map.of(
            "balance", balance.decimal().toPlainString(),
            "below", below.decimal().toPlainString(),
            "currency", balance.currency());
      }
    }
  }

  /// One that stands from now on.
  public static AccountEvent of(
      Id id, AccountId account, Instant at, What what, Notice.Telling telling) {
    return new AccountEvent(id, account, at, what, telling, Optional.empty());
  }

  /// This event, told differently.
  public AccountEvent with(Notice.Telling next) {
    return new AccountEvent(id, account, at, what, next, over);
  }

  /// This event, over.
  public AccountEvent overAt(Instant end) {
    return new AccountEvent(id, account, at, what, telling, Optional.of(end));
  }
}
