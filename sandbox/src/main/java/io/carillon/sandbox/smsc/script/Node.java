package io.carillon.sandbox.smsc.script;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A piece of YAML that knows its line. JSON is YAML too. An alias is the text of its name: scripts
/// have none.
sealed interface Node {
  /// Deeper than any script.
  int DEPTH_MAX = 20;

  /// Counted from 1.
  int line();

  record Scalar(int line, String text) implements Node {}

  record Listing(int line, List<Node> items) implements Node {}

  record Mapping(int line, Map<String, Node> entries) implements Node {}

  /// Reads one document; nothing at all is an empty mapping.
  static Node read(String yaml) throws ScriptRefused {
    try (var parser = new YAMLFactory().createParser(yaml)) {
      var first = parser.nextToken();
      if (first == null) {
        return new Mapping(1, Map.of());
      }
      var node = read(parser, first, DEPTH_MAX);
      var more = parser.nextToken();
      if (more != null) {
        throw refused(line(parser), "one document is enough");
      }
      return node;
    } catch (JacksonException e) {
      var at = e.getLocation();
      throw refused(at == null ? 1 : at.getLineNr(), "this is not YAML");
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  private static Node read(JsonParser parser, JsonToken token, int depth)
      throws IOException, ScriptRefused {
    int line = line(parser);
    if (depth == 0) {
      throw refused(line, "this stands too deep");
    }
    return switch (token) {
      case START_OBJECT -> mapping(parser, line, depth);
      case START_ARRAY -> listing(parser, line, depth);
      case VALUE_NULL -> new Scalar(line, "");
      default -> new Scalar(line, parser.getText());
    };
  }

  private static Node mapping(JsonParser parser, int line, int depth)
      throws IOException, ScriptRefused {
    var entries = new LinkedHashMap<String, Node>();
    for (var key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      int at = line(parser);
      if (entries.put(key, read(parser, parser.nextToken(), depth - 1)) != null) {
        throw refused(at, "'" + key + "' stands twice");
      }
    }
    return new Mapping(line, entries);
  }

  private static Node listing(JsonParser parser, int line, int depth)
      throws IOException, ScriptRefused {
    var items = new ArrayList<Node>();
    for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      items.add(read(parser, token, depth - 1));
    }
    return new Listing(line, items);
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  private static ScriptRefused refused(int line, String why) {
    return new ScriptRefused(List.of("line " + line + ": " + why));
  }
}
