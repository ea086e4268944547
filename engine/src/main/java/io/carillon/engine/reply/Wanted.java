package io.carillon.engine.reply;

import java.util.List;

/// What a person must have written for a rule to answer.
public sealed interface Wanted {
  /// One of these words, and nothing else; case, accents and what surrounds them do not count.
  record Keyword(List<String> words) implements Wanted {
    public Keyword {
      words = List.copyOf(words);
    }
  }

  /// Something that begins with one of these words.
  record Prefix(List<String> words) implements Wanted {
    public Prefix {
      words = List.copyOf(words);
    }
  }

  /// Something in which a pattern is found.
  ///
  /// @param text as it was written
  record Matching(String text, Expression pattern) implements Wanted {}

  /// Anything.
  record Anything() implements Wanted {}

  /// Anything that no other rule answers.
  record Fallback() implements Wanted {}
}
