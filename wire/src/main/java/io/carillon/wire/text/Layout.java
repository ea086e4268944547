package io.carillon.wire.text;

import java.util.EnumSet;
import java.util.Set;

/// How the other side takes texts.
///
/// @param alphabet what data_coding 0 means
/// @param national whose shift tables may be used; empty = none. They need a header, so that they
///   go with GSM 03.38 and a headed long form only
public record Layout(LinkAlphabet alphabet, Set<Language> national, LongForm longForm) {
  /// Unpacked GSM 03.38, no national tables, 8-bit headers.
  public static final Layout USUAL = new Layout(LinkAlphabet.GSM7, Set.of(), LongForm.UDH8);

  public Layout {
    national = Set.copyOf(national);
    if (!national.isEmpty() && alphabet == LinkAlphabet.LATIN1) {
      throw new IllegalArgumentException("national tables do not go with Latin-1");
    }
    if (!national.isEmpty() && !longForm.isHeaded()) {
      throw new IllegalArgumentException(
          "national tables need a header, " + longForm + " has none");
    }
  }

  /// Every language there is.
  public static Set<Language> everyLanguage() {
    return EnumSet.allOf(Language.class);
  }

  /// What holds for messages of a class, such as flash: their data_coding names GSM 03.38 itself,
  /// so that no Latin-1 stands for it.
  public Layout classed() {
    return alphabet == LinkAlphabet.LATIN1
        ? new Layout(LinkAlphabet.GSM7, national, longForm)
        : this;
  }

  /// How many exchanges with the centre carry a message of so many segments.
  public int parts(int segments) {
    return longForm == LongForm.PAYLOAD ? 1 : segments;
  }
}
