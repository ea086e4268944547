package io.carillon.model;

import io.carillon.model.Report.Arrived;
import java.time.Instant;
import java.util.Optional;

/// What a person wrote and no message holds yet: one part of a text that came in several, kept
/// until the others are there; or a whole message to a sender that nobody owns, a *stray*.
///
/// @param series the same in all parts of one text, and in those of no other
/// @param account who owned the sender when the first part came; empty = nobody
/// @param carrier the far end that brought it
/// @param arrived what it brought; how it is known again ([Report.Delivery]) is not kept here
/// @param at when it came
public record Fragment(
    Id series, Optional<AccountId> account, String carrier, Arrived arrived, Instant at) {
  public Fragment {
    arrived = arrived.by(arrived.manner().anonymous());
  }

  /// Which part it is.
  public Report.Part part() {
    return arrived.manner().part();
  }
}
