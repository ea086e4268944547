package io.carillon.wire.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A text whose characters outside GSM 03.38 were replaced by others that say the same, to save it
/// from UCS-2 and its short segments ("smart encoding").
///
/// Only where that is asked for; it is told what was replaced. A text stays as it is where one
/// character has no replacement, for it goes as UCS-2 anyway, and where it would take more segments
/// than before.
///
/// @param text to be sent
/// @param replaced each once, in the order in which they first stood in the text; empty where it
///   stayed as it was
public record Transliteration(String text, List<Replaced> replaced) {
  public Transliteration {
    replaced = List.copyOf(replaced);
  }

  /// How far replacing goes.
  public enum Depth {
    /// Characters that look alike: quotes, dashes, spaces, full-width forms, ligatures, Greek and
    /// Cyrillic letters with a Latin shape.
    LOOKALIKES,
    /// Also what only reads alike: letters without the accents that the alphabet lacks, signs
    /// written out.
    READABLE
  }

  /// One character, or one with its combining marks, what stands in its place, and how often.
  public record Replaced(String what, String by, int times) {}

  /// Replaces as far as `depth` allows.
  public static Transliteration of(String text, Depth depth) {
    if (Gsm.fits(text)) {
      return unchanged(text);
    }
    var plain = new StringBuilder(text.length());
    var pairs = new LinkedHashMap<String, Replaced>();
    for (int i = 0; i < text.length(); ) {
      int end = end(text, i);
      var what = text.substring(i, end);
      if (Gsm.fits(what)) {
        plain.append(what);
      } else {
        var by = Lookalikes.of(what, depth);
        if (by.isEmpty()) {
          return unchanged(text);
        }
        plain.append(by.get());
        var one = new Replaced(what, by.get(), 1);
        pairs.merge(what, one, (old, _) -> new Replaced(what, old.by, old.times + 1));
      }
      i = end;
    }
    return shorter(text, plain.toString(), pairs);
  }

  private static Transliteration unchanged(String text) {
    return new Transliteration(text, List.of());
  }

  private static Transliteration shorter(String text, String plain, Map<String, Replaced> pairs) {
    return segments(plain) <= segments(text)
        ? new Transliteration(plain, new ArrayList<>(pairs.values()))
        : unchanged(text);
  }

  private static int segments(String text) {
    return switch (Segmentation.measure(text, WantedEncoding.AUTO)) {
      case Measure.Fits(_, _, var segments) -> segments;
      case Measure.TooLong(_, var segments) -> segments;
      case Measure.Misfit _ -> Integer.MAX_VALUE;
    };
  }

  /// Behind the character at `from` and the combining marks on it.
  private static int end(String text, int from) {
    int end = from + Character.charCount(text.codePointAt(from));
    while (end < text.length() && isMark(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isMark(char character) {
    return Character.getType(character) == Character.NON_SPACING_MARK;
  }

  /// How many characters were replaced.
  public int count() {
    return replaced.stream().mapToInt(Replaced::times).sum();
  }

  /// What stands in the place of a character, where it was replaced.
  public Optional<String> by(String what) {
    return replaced.stream().filter(pair -> pair.what.equals(what)).map(Replaced::by).findFirst();
  }
}
