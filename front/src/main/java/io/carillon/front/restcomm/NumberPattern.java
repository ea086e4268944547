package io.carillon.front.restcomm;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A pattern of numbers in the manner of the page "Incoming Phone Number Regex Support".
///
/// | in a pattern | stands for |
/// |---|---|
/// | digits, `#`, `+` | themselves |
/// | `*` | itself; behind a dot any number of characters |
/// | `.` | one character |
/// | `[12]` | one of these |
/// | a bar | this or that |
/// | `^`, `$` at the ends | the ends, which are meant anyway |
///
/// Nothing else may stand in one: what a pattern does on a number of up to 32 characters is quick.
final class NumberPattern {
  private static final int LENGTH_MAX = 64;
  private static final int OPEN_MAX = 3;
  private static final Pattern SOUND =
      Pattern.compile("\\^?(?:[0-9#+*.|]|\\[[0-9#+*]{1,12}])+\\$?");

  private final String text;
  private final Pattern pattern;

  private NumberPattern(String text, Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  /// Reads a pattern; empty where it is none.
  static Optional<NumberPattern> read(String text) {
    int open = text.split("\\.\\*", -1).length - 1;
    if (text.length() > LENGTH_MAX || open > OPEN_MAX || !SOUND.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new NumberPattern(text, Pattern.compile(translated(text))));
    } catch (PatternSyntaxException _) {
      return Optional.empty();
    }
  }

  private static String translated(String text) {
    var bare = text.replaceFirst("^\\^", "").replaceFirst("\\$$", "");
    var translated = new StringBuilder();
    boolean inside = false;
    for (int i = 0; i < bare.length(); i++) {
      char c = bare.charAt(i);
      boolean open = c == '*' && i > 0 && bare.charAt(i - 1) == '.' && !inside;
      inside = c == '[' || (inside && c != ']');
      if ((c == '*' && !open) || c == '+') {
        translated.append('\\');
      }
      translated.append(c);
    }
    return translated.toString();
  }

  /// Whether a number fits, with or without its plus.
  boolean fits(String number) {
    return pattern.matcher(number).matches()
        || (number.startsWith("+") && pattern.matcher(number.substring(1)).matches());
  }

  /// Whom a number means: the line with exactly this number, else the longest pattern that fits.
  static Optional<PhoneLine> match(List<PhoneLine> lines, String number) {
    return lines.stream()
        .filter(line -> line.address().isPresent() && line.number().equals(number))
        .findFirst()
        .or(() ->
            lines.stream()
                .filter(line -> line.address().isEmpty())
                .filter(line -> read(line.number()).filter(one -> one.fits(number)).isPresent())
                .max(Comparator.comparingInt(line -> line.number().length())));
  }

  @Override
  public String toString() {
    return text;
  }
}
