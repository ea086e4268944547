package io.carillon.wire.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts a text into runs of at most so many units and never through an escape or surrogate pair.
final class Cutting {
  private Cutting() {}

  /// What a text takes on the air in one message.
  static int unitsAlone(Coding coding) {
    int shifts = coding.shifts().headerOctets();
    return coding.encoding().unitsMax(shifts == 0 ? 0 : 1 + shifts);
  }

  /// What each segment of several carries.
  static int unitsEach(Coding coding, LongForm longForm) {
    return coding.encoding().unitsMax(longForm.headerOctets() + coding.shifts().headerOctets());
  }

  /// Counts the runs of at most `unitsMax` units; where `cuts` is given, adds each.
  static int cut(String text, Coding coding, int unitsMax, @Nullable List<Cut> cuts) {
    int runs = 1;
    int used = 0;
    int from = 0;
    for (int i = 0; i < text.length(); ) {
      int units = unitsAt(text, i, coding);
      if (used + units > unitsMax) {
        if (cuts != null) {
          cuts.add(new Cut(from, i, used));
        }
        runs++;
        used = 0;
        from = i;
      }
      used += units;
      i += coding.encoding() == TextEncoding.UCS2 ? units : 1;
    }
    if (cuts != null) {
      cuts.add(new Cut(from, text.length(), used));
    }
    return runs;
  }

  /// The units of the character at `index`, two UTF-16 units of a surrogate pair being one.
  private static int unitsAt(String text, int index, Coding coding) {
    return switch (coding.encoding()) {
      case GSM7 -> ShiftedGsm.code(text.charAt(index), coding.shifts()) >= Gsm.EXTENDED ? 2 : 1;
      case LATIN1 -> 1;
      case UCS2 -> isPair(text, index) ? 2 : 1;
    };
  }

  private static boolean isPair(String text, int index) {
    return index + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
  }
}
