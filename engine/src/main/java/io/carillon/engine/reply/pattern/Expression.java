package io.carillon.engine.reply.pattern;

import io.carillon.engine.reply.pattern.Reader.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A regular expression that is found in a text in a time that is known before.
///
/// It knows characters, `.`, sets (`[a-z]`, `[^0-9]`), `\d \w \s` and their opposites `\D \W \S`,
/// groups `( )` and `(?: )`, `|`, `* + ? {2} {2,} {2,5}` and each with a `?` behind it, `^ $ \b
/// \B`. Upper and lower case are one. There are no references back and no looking around: those are
/// what takes a time that nobody knows before. Immutable; safe from any thread.
public final class Expression {
  /// How many characters one may have.
  public static final int CHARACTERS_MAX = 300;

  /// How many groups one may have, besides the whole.
  public static final int GROUPS_MAX = 9;

  /// How many steps one search may take; more than what ordinary ones take in [#TEXT_MAX]
  /// characters.
  public static final long STEPS_MAX = 500_000;

  /// In how many characters of a text, from its beginning, is searched.
  public static final int TEXT_MAX = 2_000;

  private final Program program;
  private final int groups;

  private Expression(Program program, int groups) {
    this.program = program;
    this.groups = groups;
  }

  /// What came of a search.
  public sealed interface Search {
    /// It stands in the text.
    ///
    /// @param groups what matched as a whole, then what each group did; empty where a group did not
    record Found(List<String> groups) implements Search {
      public Found {
        groups = List.copyOf(groups);
      }
    }

    /// It does not.
    record Missed() implements Search {}

    /// It would have taken more steps than it may.
    record Overran() implements Search {}
  }

  /// Reads one.
  ///
  /// @throws IllegalArgumentException where it is none; the message completes a sentence that
  ///   begins with what it is called
  public static Expression of(String text) {
    if (text.isEmpty() || text.length() > CHARACTERS_MAX) {
      throw new IllegalArgumentException("must have 1 to " + CHARACTERS_MAX + " characters");
    }
    try {
      var reader = new Reader(text);
      var node = reader.whole();
      if (reader.groups() > GROUPS_MAX) {
        throw new IllegalArgumentException("has more than " + GROUPS_MAX + " groups: write (?: )");
      }
      return new Expression(Program.of(node), reader.groups());
    } catch (Malformed malformed) {
      throw new IllegalArgumentException(String.valueOf(malformed.getMessage()), malformed);
    }
  }

  /// How many groups it has.
  public int groups() {
    return groups;
  }

  /// Searches it in the first [#TEXT_MAX] characters of a text.
  ///
  /// @param steps what this search and others may take together
  public Search in(String text, Steps steps) {
    var characters = text.codePoints().limit(TEXT_MAX).toArray();
    var own = steps.upTo(STEPS_MAX);
    long had = own.left();
    Optional<int[]> found;
    try {
      found = new Run(program, characters, groups, own).search();
    } catch (Steps.Spent _) {
      return new Search.Overran();
    } finally {
      steps.spend(had - own.left());
    }
    return found.<Search>map(slots -> found(characters, slots)).orElseGet(Search.Missed::new);
  }

  private static Search found(int[] text, int[] slots) {
    var groups = new ArrayList<String>();
    for (int i = 0; i < slots.length; i += 2) {
      boolean is = slots[i] >= 0 && slots[i + 1] >= slots[i];
      groups.add(is ? new String(text, slots[i], slots[i + 1] - slots[i]) : "");
    }
    return new Search.Found(groups);
  }
}
