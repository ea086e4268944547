package io.carillon.engine.consent;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// How words are made comparable, whoever typed them on whatever: compatibility forms are one
/// (Unicode NFKC), case, accents and what surrounds the words do not count, and one blank is as
/// good as many.
final class Plain {
  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
  private static final Pattern AROUND =
      Pattern.compile("^[^\\p{L}\\p{N}\\p{Mc}]+|[^\\p{L}\\p{N}\\p{Mc}]+$");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

  private Plain() {}

  /// The comparable form; empty where nothing but signs is left.
  static String of(String text) {
    var one = Normalizer.normalize(text, Normalizer.Form.NFKC);
    var folded = one.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    var bare = MARKS.matcher(Normalizer.normalize(folded, Normalizer.Form.NFKD)).replaceAll("");
    var inner = AROUND.matcher(Normalizer.normalize(bare, Normalizer.Form.NFKC)).replaceAll("");
    return BLANKS.matcher(inner).replaceAll(" ");
  }
}
