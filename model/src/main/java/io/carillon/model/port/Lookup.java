package io.carillon.model.port;

import io.carillon.model.Address;
import io.carillon.model.NumberFacts;
import java.util.Optional;

/// Knows something of numbers.
public interface Lookup {
  /// What it knows of a phone number or short code; empty = nothing. It may block for some seconds,
  /// and throws nothing that a far end can cause.
  ///
  /// @param afresh whether a far end is to be asked although an earlier answer is remembered
  Optional<NumberFacts> find(Address number, boolean afresh) throws InterruptedException;
}
