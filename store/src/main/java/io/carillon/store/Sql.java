package io.carillon.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The named statements of `resources/sql/<noun>.sql`, as one dialect says them.
///
/// A statement starts behind a line `-- name: x` and ends at the next; other comment lines are
/// dropped. `:word` is a parameter; `${word}` is another statement's text or a word of the dialect;
/// `:words[]` stands for [#LIST] parameters, `any{…}` for [#LIST] times a condition, joined by OR.
final class Sql {
  /// How many values one list takes; a shorter one is filled up with its last value.
  static final int LIST = 32;

  private static final List<String> NOUNS =
      List.of(
          "message",
          "notice",
          "person",
          "money",
          "ledger",
          "usage",
          "idempotency",
          "trace",
          "half",
          "fragment",
          "print",
          "refusal",
          "network",
          "roster",
          "signing",
          "vault",
          "audit",
          "words",
          "word",
          "history",
          "archive",
          "check",
          "consent",
          "search",
          "spending",
          "touch",
          "conversation",
          "erasure",
          "event",
          "attempt",
          "replay",
          "account_event");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z_]+)}");
  private static final Pattern ANY = Pattern.compile("any\\{([^}]+)}");
  private static final Pattern LISTED = Pattern.compile(":([a-z0-9_]+)\\[]");
  private static final Pattern PARAMETER = Pattern.compile(":([a-z0-9_]+)");

  private final Map<String, Statement> statements = new HashMap<>();

  /// A statement with `?` for each parameter, and the parameters' names in their order.
  record Statement(String name, String text, List<String> parameters) {}

  /// Loads all statements; `words` fill the dialect's placeholders.
  Sql(Map<String, String> words) {
    var texts = new HashMap<>(words);
    for (var noun : NOUNS) {
      texts.putAll(parse(resource("/sql/" + noun + ".sql")));
    }
    texts.forEach((name, text) -> statements.put(name, statement(name, text, texts)));
  }

  /// The statement with this name.
  Statement statement(String name) {
    var statement = statements.get(name);
    if (statement == null) {
      throw new IllegalArgumentException("no statement " + name);
    }
    return statement;
  }

  static Map<String, String> parse(String file) {
    var found = new HashMap<String, String>();
    String name = "";
    var text = new StringBuilder();
    for (var line : (file + "\n-- name: ").lines().toList()) {
      if (line.startsWith("-- name:")) {
        if (!name.isEmpty() && found.put(name, text.toString().strip()) != null) {
          throw new IllegalArgumentException("two statements " + name);
        }
        name = line.substring("-- name:".length()).strip();
        text.setLength(0);
      } else if (!line.startsWith("--")) {
        text.append(line).append('\n');
      }
    }
    return found;
  }

  private static Statement statement(String name, String raw, Map<String, String> texts) {
    var text =
        PLACEHOLDER
            .matcher(raw)
            .replaceAll(match -> {
              var filling = texts.get(match.group(1));
              if (filling == null) {
                throw new IllegalArgumentException(name + " wants " + match.group(1));
              }
              return Matcher.quoteReplacement(filling);
            });
    text = ANY.matcher(text).replaceAll(match -> repeated("(" + match.group(1) + ")", " OR "));
    text = LISTED.matcher(text).replaceAll(match -> repeated(":" + match.group(1), ", "));
    var parameters = new ArrayList<String>();
    text =
        PARAMETER
            .matcher(text)
            .replaceAll(match -> {
              parameters.add(match.group(1));
              return "?";
            });
    return new Statement(name, text, List.copyOf(parameters));
  }

  private static String repeated(String text, String between) {
    var all = "(" + String.join(between, Collections.nCopies(LIST, text)) + ")";
    return Matcher.quoteReplacement(all);
  }

  private static String resource(String path) {
    try (var in = Sql.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("missing from the build: " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
