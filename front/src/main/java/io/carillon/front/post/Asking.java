package io.carillon.front.post;

import io.carillon.wire.http.Call;
import io.carillon.wire.http.Field;
import java.util.List;
import java.util.Locale;

/// A request as it is told on: its method, its URL without what may be secret in it, and its
/// fields.
///
/// @param chosen fields of which the values are somebody else's
record Asking(Call call, List<Field> chosen) {
  private static final int SHOWN_MAX = 1_000;
  private static final String CUSTOM = "x-";
  private static final String SIGNATURE = "signature";

  Asking {
    chosen = List.copyOf(chosen);
  }

  /// The fields as they are told on: neither signatures nor what callers chose.
  List<Field> shown() {
    return call.fields().stream()
        .map(field -> isHidden(field) ? new Field(field.name(), Exchanges.STARS) : field)
        .toList();
  }

  private boolean isHidden(Field field) {
    var name = field.name().toLowerCase(Locale.ROOT);
    return name.startsWith(CUSTOM) || name.contains(SIGNATURE) || chosen.contains(field);
  }

  /// The method and the URL, without a login, the values of its query and its fragment.
  String line() {
    var bare =
        call.url()
            .replaceFirst("#.*", "")
            .replaceFirst("(?i)^(https?://)[^/?@]*@", "$1")
            .replaceAll("=[^&]*", "=***");
    return call.method() + " " + (bare.length() <= SHOWN_MAX ? bare : bare.substring(0, SHOWN_MAX));
  }
}
