package io.carillon.model;

/// An address that an account may send from.
///
/// @param callingCode the country calling code it is bound to, digits; empty = none
public record Sender(AccountId account, Address address, String callingCode) {}
