package io.carillon.front.v2;

import io.carillon.model.Refused;
import io.carillon.model.port.Refusals.Place;
import java.util.Optional;

/// How the API names one message that was refused: the id of its request, `_` and its place there.
final class RefusedName {
  private static final int DIGITS_MAX = 9;

  private RefusedName() {}

  static String of(Refused refused) {
    return refused.requestId() + '_' + refused.index();
  }

  /// What a text names; empty where it is no such name.
  static Optional<Place> read(String text) {
    int mark = text.lastIndexOf('_');
    var number = text.substring(mark + 1);
    boolean counts =
        !number.isEmpty()
            && number.length() <= DIGITS_MAX
            && number.chars().allMatch(c -> c >= '0' && c <= '9');
    return mark > 0 && counts
        ? Optional.of(new Place(text.substring(0, mark), Integer.parseInt(number)))
        : Optional.empty();
  }
}
