package io.carillon.model;

/// An address that an account may send from.
///
/// @param callingCode the country calling code it is bound to, digits; empty = none
/// @param everywhere whether the operator answers for it: it counts as registered wherever it has
///   to be
public record Sender(AccountId account, Address address, String callingCode, boolean everywhere) {
  /// One that has to be registered where countries ask for it.
  public Sender(AccountId account, Address address, String callingCode) {
    this(account, address, callingCode, false);
  }
}
