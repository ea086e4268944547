package io.carillon.model;

import java.time.Instant;

/// A receipt that came before we knew what it speaks of: kept 7 days for its other half.
///
/// Its aliases are for memory only: the store keeps it under its first name.
public record Half(String carrier, Report.Receipt receipt, Instant at) {
  /// This half as the store keeps it.
  public Half bare() {
    return receipt.aliases().isEmpty() ? this : new Half(carrier, receipt.bare(), at);
  }
}
