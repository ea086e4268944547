package io.carillon.engine.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// What a rule says, with tokens in double braces: `{{from}}` stands for who wrote. Four opening
/// braces stand for two; a single one stands for itself.
///
/// @param parts words and tokens, in their order
public record Template(List<Part> parts) {
  /// How many characters one may have.
  public static final int CHARACTERS_MAX = 1_000;

  /// How much of what a person wrote stands in the place of one token.
  static final int VALUE_MAX = 160;

  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";
  private static final Set<String> WORDS =
      Set.of("from", "to", "body", "date", "time", "keyword", "account.name");
  private static final String MATCH = "match.";
  private static final int MATCHES = 10;

  public Template {
    parts = List.copyOf(parts);
  }

  /// Words as they are, or the name of a token.
  public record Part(boolean isToken, String text) {}

  /// All tokens there are: `from` (the person), `to` (the sender that they wrote to), `body`,
  /// `date` and `time` (in the rule's zone, as `2026-11-22` and `21:05`), `keyword` (which of the
  /// rule's words it was), `match.0` to `match.9` (what the pattern and its groups matched) and
  /// `account.name`.
  public static Set<String> tokens() {
    var all = new TreeSet<>(WORDS);
    IntStream.range(0, MATCHES).forEach(group -> all.add(MATCH + group));
    return all;
  }

  /// Reads one.
  ///
  /// @throws IllegalArgumentException where it is none; the message completes a sentence that
  ///   begins with what it is called
  public static Template of(String text) {
    var known = tokens();
    var parts = new ArrayList<Part>();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf(OPEN, at);
      if (open < 0) {
        parts.add(new Part(false, text.substring(at)));
        return new Template(parts);
      }
      parts.add(new Part(false, text.substring(at, open)));
      at = open + OPEN.length();
      if (text.startsWith(OPEN, at)) {
        parts.add(new Part(false, OPEN));
        at += OPEN.length();
        continue;
      }
      int close = text.indexOf(CLOSE, at);
      var token = close < 0 ? "" : text.substring(at, close).strip();
      if (!known.contains(token)) {
        throw new IllegalArgumentException(
            "has {{ without a token behind it that we know: one of "
                + String.join(", ", known)
                + ", and }} (write {{{{ for two braces)");
      }
      parts.add(new Part(true, token));
      at = close + CLOSE.length();
    }
    return new Template(parts);
  }

  /// The words with the values of the tokens; a token without one is left out, a long value is cut.
  String filled(Map<String, String> values) {
    UnaryOperator<String> value = token -> cut(values.getOrDefault(token, ""));
    var text = new StringBuilder();
    parts.forEach(part -> text.append(part.isToken() ? value.apply(part.text()) : part.text()));
    return text.toString();
  }

  private static String cut(String value) {
    if (value.length() <= VALUE_MAX) {
      return value;
    }
    int end = Character.isHighSurrogate(value.charAt(VALUE_MAX - 1)) ? VALUE_MAX - 1 : VALUE_MAX;
    return value.substring(0, end);
  }

  /// The first of these tokens that stands in it.
  public Optional<String> first(Set<String> wanted) {
    return parts.stream()
        .filter(Part::isToken)
        .map(Part::text)
        .filter(wanted::contains)
        .findFirst();
  }
}
