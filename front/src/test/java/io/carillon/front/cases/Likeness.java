package io.carillon.front.cases;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a reply is what a case expects, and what the case captured from it.
final class Likeness {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(?:([a-z0-9-]+)=)?([a-z0-9-]+)}");
  private static final Map<String, String> KINDS =
      Map.of(
          "uuid", "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
          "decimal", "[1-9][0-9]*",
          "sid32", "[A-Z]{2}[0-9a-f]{32}",
          "refid", "SM[0-9A-F]{30}",
          "time", "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z",
          "hex", "[0-9a-f]+",
          "text", ".+");

  private final Map<String, String> known = new HashMap<>();

  /// Gives a name a value from the start.
  void know(String name, String value) {
    known.put(name, value);
  }

  /// A text of a request with what is known put in.
  String filled(String text) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> {
          var value = known.get(found.group(2));
          return Matcher.quoteReplacement(value == null ? found.group() : value);
        });
  }

  /// Where `actual` differs from `expected`; empty where it does not.
  List<String> differences(String expected, String actual) throws IOException {
    boolean isAnything = PLACEHOLDER.matcher(expected).matches();
    if (isAnything || (!expected.startsWith("{") && !expected.startsWith("["))) {
      return isLike(expected, actual.strip()) ? List.of() : List.of(expected + " != " + actual);
    }
    var wanted = flat(expected);
    var got = flat(actual);
    var differences = new ArrayList<String>();
    for (int i = 0; i < Math.max(wanted.size(), got.size()); i++) {
      var want = i < wanted.size() ? wanted.get(i) : "nothing";
      var have = i < got.size() ? got.get(i) : "nothing";
      if (!isLike(want, have)) {
        differences.add("wanted " + want + ", got " + have);
      }
    }
    return differences;
  }

  /// Whether a text is what `expected` says; captures on the way.
  boolean isLike(String expected, String actual) {
    var names = new ArrayList<String>();
    var pattern = new StringBuilder();
    var placeholder = PLACEHOLDER.matcher(expected);
    int end = 0;
    while (placeholder.find()) {
      pattern.append(Pattern.quote(expected.substring(end, placeholder.start())));
      var value = known.get(placeholder.group(2));
      var kind = KINDS.get(placeholder.group(2));
      if (kind == null && value == null) {
        throw new AssertionError("unknown placeholder in " + expected);
      }
      pattern.append(kind == null ? Pattern.quote(value) : "(" + kind + ")");
      if (kind != null) {
        names.add(placeholder.group(1) == null ? "" : placeholder.group(1));
      }
      end = placeholder.end();
    }
    pattern.append(Pattern.quote(expected.substring(end)));
    var match = Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(actual);
    if (!match.matches()) {
      return false;
    }
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).isEmpty()) {
        known.put(names.get(i), match.group(i + 1));
      }
    }
    return true;
  }

  private static List<String> flat(String json) throws IOException {
    var lines = new ArrayList<String>();
    try (var parser = FACTORY.createParser(json)) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token != JsonToken.FIELD_NAME) {
          var path = parser.getParsingContext().pathAsPointer().toString();
          var quote = token == JsonToken.VALUE_STRING ? "\"" : "";
          lines.add(path + " " + quote + parser.getText() + quote);
        }
      }
    }
    return lines;
  }
}
