package io.carillon.front.post;

import io.carillon.wire.http.Field;
import java.util.List;
import java.util.Locale;

/// A request as it is told on: its method, its URL without what may be secret in it, and its
/// fields.
///
/// @param url as it was asked for
record Asking(String method, String url, List<Field> fields) {
  private static final int SHOWN_MAX = 1_000;
  private static final String CHOSEN = "x-";

  Asking {
    fields = List.copyOf(fields);
  }

  /// The fields as they are told on: neither signatures nor what callers chose.
  List<Field> shown() {
    return fields.stream()
        .map(field ->
            field.name().toLowerCase(Locale.ROOT).startsWith(CHOSEN)
                ? new Field(field.name(), Exchanges.STARS)
                : field)
        .toList();
  }

  /// The method and the URL, without a login, the values of its query and its fragment.
  String line() {
    var bare =
        url.replaceFirst("#.*", "")
            .replaceFirst("(?i)^(https?://)[^/?@]*@", "$1")
            .replaceAll("=[^&]*", "=***");
    return method + " " + (bare.length() <= SHOWN_MAX ? bare : bare.substring(0, SHOWN_MAX));
  }
}
