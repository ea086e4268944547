package io.carillon.front.restcomm;

import io.carillon.wire.http.Parameters;

/// What `SortBy` asks for: `Field`, `Field:asc` or `Field:desc`.
///
/// @param field empty where it asks for nothing
/// @param wrong a sentence where it cannot be read; else empty
record Sorting(String field, boolean ascending, String wrong) {
  private static final Sorting NONE = new Sorting("", true, "");

  /// Reads it from a query.
  static Sorting of(Parameters query) {
    var value = query.first("SortBy").orElse("");
    if (value.isEmpty()) {
      return NONE;
    }
    int colon = value.indexOf(':');
    var field = colon < 0 ? value : value.substring(0, colon);
    var direction = colon < 0 ? "asc" : value.substring(colon + 1);
    boolean ascending = direction.equalsIgnoreCase("asc");
    if (field.isEmpty()) {
      return new Sorting("", true, "'SortBy' must begin with a field.");
    }
    return ascending || direction.equalsIgnoreCase("desc")
        ? new Sorting(field, ascending, "")
        : new Sorting("", true, "'SortBy' must end with asc or desc.");
  }
}
