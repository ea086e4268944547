package io.carillon.engine.search;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The words of a text, as they are kept and asked for: two texts have a word in common where they
/// say the same, whatever its case, its accents and its form in Unicode.
///
/// A word is a run of letters, digits and marks (general categories L, N and M of the Unicode
/// Standard, section 4.5); all else parts words, apostrophes and hyphens too. Compatibility forms
/// become the usual ones (NFKC, Unicode Standard Annex 15); cases are folded by way of capitals, so
/// that `STRASSE` is `straße`; the accents of Latin, Greek and Cyrillic letters, the points of
/// Hebrew and Arabic and the Arabic stretch are left out, so that `cafe` is `café`. Marks of other
/// scripts stay, since they are vowels or make other letters there; but no word begins with one.
///
/// Scripts that set no blanks between words (Han, Kana, Thai, Lao, Khmer, Burmese) give each pair
/// of neighbours instead, and a character that stands alone itself. So what is asked for there
/// needs at least two characters.
public final class Words {
  /// How many a text has at most; later ones are not found.
  public static final int TEXT_MAX = 256;

  /// How many may be asked for at once.
  public static final int ASKED_MAX = 20;

  /// Of how many characters (code points) one is at most; what is behind is left out.
  public static final int LENGTH_MAX = 32;

  /// How much of a text is looked at, in UTF-16 units.
  static final int UNITS_MAX = 10_000;

  private static final int LONG_SOUND = 0x30FC;
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "[\\u0300-\\u036F\\u0591-\\u05BD\\u05BF\\u05C1\\u05C2\\u05C4\\u05C5\\u05C7"
              + "\\u0640\\u064B-\\u065F\\u0670]");
  private static final Set<UnicodeScript> WITHOUT_BLANKS =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private final int most;
  private final Set<String> found = new LinkedHashSet<>();
  private final StringBuilder run = new StringBuilder();
  private int length;
  private int neighbour;

  private Words(int most) {
    this.most = most;
  }

  /// Those of a body, each once, in their order; at most [#TEXT_MAX].
  public static Set<String> of(String text) {
    return of(text, TEXT_MAX);
  }

  /// Those that somebody asks for; one more than [#ASKED_MAX] where there are too many.
  public static Set<String> asked(String text) {
    return of(text, ASKED_MAX + 1);
  }

  private static Set<String> of(String text, int most) {
    var words = new Words(most);
    var folded = folded(text.length() > UNITS_MAX ? text.substring(0, UNITS_MAX) : text);
    for (int at = 0; at < folded.length() && words.found.size() < most; ) {
      int point = folded.codePointAt(at);
      words.take(point);
      at += Character.charCount(point);
    }
    words.endRun();
    return Collections.unmodifiableSet(words.found);
  }

  /// Twice, since what compatibility forms and accents were may have capitals of its own.
  private static String folded(String text) {
    return foldedOnce(foldedOnce(text));
  }

  private static String foldedOnce(String text) {
    var capitals = Normalizer.normalize(text, Form.NFKC).toUpperCase(Locale.ROOT);
    var small = new StringBuilder(capitals.length());
    capitals.codePoints().map(Character::toLowerCase).forEach(small::appendCodePoint);
    var bare = LEFT_OUT.matcher(Normalizer.normalize(small, Form.NFKD)).replaceAll("");
    return Normalizer.normalize(bare, Form.NFKC);
  }

  private void take(int point) {
    if (isWithoutBlanks(point)) {
      pair(point);
    } else if (isMark(point)) {
      if (length > 0 && neighbour == 0) {
        append(point);
      }
    } else if (isLetterOrDigit(point)) {
      if (neighbour != 0) {
        endRun();
      }
      append(point);
    } else {
      endRun();
    }
  }

  private void append(int point) {
    if (length < LENGTH_MAX) {
      run.appendCodePoint(point);
      length++;
    }
  }

  /// The first of a run is kept as if it stood alone, until a neighbour comes.
  private void pair(int point) {
    if (neighbour == 0) {
      endRun();
      append(point);
    } else {
      add(Character.toString(neighbour) + Character.toString(point));
      run.setLength(0);
      length = 0;
    }
    neighbour = point;
  }

  /// What is left is a word, or a character alone.
  private void endRun() {
    if (length > 0) {
      add(run.toString());
    }
    run.setLength(0);
    length = 0;
    neighbour = 0;
  }

  private void add(String word) {
    if (found.size() < most) {
      found.add(word);
    }
  }

  private static boolean isWithoutBlanks(int point) {
    return point == LONG_SOUND
        || (WITHOUT_BLANKS.contains(UnicodeScript.of(point))
            && (isMark(point) || isLetterOrDigit(point)));
  }

  private static boolean isMark(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }

  private static boolean isLetterOrDigit(int point) {
    return switch (Character.getType(point)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER ->
          true;
      default -> false;
    };
  }
}
