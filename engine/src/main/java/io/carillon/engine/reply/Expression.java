package io.carillon.engine.reply;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A regular expression in the syntax of RE2, which is found in a text in a time that grows with
/// the text's length and its own size, and no faster. Upper and lower case are one.
///
/// There are no references back and no looking around: those are what takes a time that nobody
/// knows before. Immutable; safe from any thread. The sizes were measured (decision 0014).
public final class Expression {
  /// How many characters one may have.
  public static final int CHARACTERS_MAX = 300;

  /// How many groups one may have, besides the whole.
  public static final int GROUPS_MAX = 9;

  /// How many orders one may have once its repetitions are written out.
  public static final int SIZE_MAX = 500;

  /// In how many characters of a text, from its beginning, is searched.
  public static final int TEXT_MAX = 2_000;

  /// Nothing bounds what the library writes out, so this is looked at before: the characters times
  /// all that is repeated, as if each repetition stood in the others.
  private static final long WRITTEN_OUT_MAX = 100_000;

  private static final java.util.regex.Pattern REPEATED =
      java.util.regex.Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?}");
  private static final java.util.regex.Pattern EDGE_OF_WORD =
      java.util.regex.Pattern.compile("(?:^|[^\\\\])(?:\\\\\\\\)*\\\\[bB]");

  private final Pattern pattern;

  private Expression(Pattern pattern) {
    this.pattern = pattern;
  }

  /// Reads one.
  ///
  /// @throws IllegalArgumentException where it is none; the message completes a sentence that
  ///   begins with what it is called
  public static Expression of(String text) {
    if (text.isEmpty() || text.length() > CHARACTERS_MAX) {
      throw new IllegalArgumentException("must have 1 to " + CHARACTERS_MAX + " characters");
    }
    if (writtenOut(text) > WRITTEN_OUT_MAX) {
      throw new IllegalArgumentException("repeats too much: make the numbers in { } smaller");
    }
    if (EDGE_OF_WORD.matcher(text).find() && text.chars().anyMatch(c -> c > '~')) {
      throw new IllegalArgumentException(
          "has \\b or \\B, which know ASCII letters only, beside others: write (?:^|\\PL) and"
              + " (?:\\PL|$) for the edges of a word");
    }
    try {
      return checked(Pattern.compile(text, Pattern.CASE_INSENSITIVE));
    } catch (PatternSyntaxException wrong) {
      throw new IllegalArgumentException(
          "is no regular expression of RE2: " + wrong.getDescription(), wrong);
    }
  }

  private static Expression checked(Pattern pattern) {
    if (pattern.groupCount() > GROUPS_MAX) {
      throw new IllegalArgumentException("has more than " + GROUPS_MAX + " groups: write (?: )");
    }
    if (pattern.programSize() > SIZE_MAX) {
      throw new IllegalArgumentException(
          "says more than " + SIZE_MAX + " things once its repetitions are written out");
    }
    return new Expression(pattern);
  }

  private static long writtenOut(String text) {
    long times = text.length();
    var repeated = REPEATED.matcher(text);
    while (repeated.find() && times <= WRITTEN_OUT_MAX) {
      var most = Optional.ofNullable(repeated.group(2)).filter(number -> !number.isEmpty());
      times *= Math.max(1, Long.parseLong(most.orElse(repeated.group(1))) + 1);
    }
    return times;
  }

  /// How many groups it has.
  public int groups() {
    return pattern.groupCount();
  }

  /// What a search in a text costs at most: orders times characters, of which each takes some ten
  /// nanoseconds.
  long cost(String text) {
    return (long) pattern.programSize() * Math.min(TEXT_MAX, text.length());
  }

  /// Searches it in the first [#TEXT_MAX] characters of a text: what matched as a whole, then what
  /// each group did, which is empty where a group did not.
  Optional<List<String>> in(String text) {
    boolean isLong = text.codePointCount(0, text.length()) > TEXT_MAX;
    var begin = isLong ? text.substring(0, text.offsetByCodePoints(0, TEXT_MAX)) : text;
    var matcher = pattern.matcher(begin);
    if (!matcher.find()) {
      return Optional.empty();
    }
    var groups = new ArrayList<String>();
    for (int i = 0; i <= pattern.groupCount(); i++) {
      groups.add(Optional.ofNullable(matcher.group(i)).orElse(""));
    }
    return Optional.of(List.copyOf(groups));
  }

  @Override
  public String toString() {
    return pattern.pattern();
  }
}
