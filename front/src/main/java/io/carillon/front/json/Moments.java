package io.carillon.front.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads moments as callers write them: ISO 8601 with an offset.
///
/// Years have four digits: what lies beyond them no store keeps, and no reader of ours expects.
public final class Moments {
  private static final Pattern SHAPE = Pattern.compile("[0-9]{4}-[0-9:.TtZz+-]{5,36}");

  private Moments() {}

  /// The moment that a text names; empty where it names none.
  public static Optional<Instant> read(String text) {
    if (!SHAPE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
