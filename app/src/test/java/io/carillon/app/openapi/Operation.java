package io.carillon.app.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One method of one path, as a document describes it.
record Operation(Document document, String method, String path, ObjectNode node) {
  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

  /// The dialect that it belongs to.
  String dialect() {
    return node.path("x-dialect").asText();
  }

  /// Its operationId.
  String id() {
    return node.path("operationId").asText();
  }

  /// The id as the file gives it: a twin, or the same path behind another mount, has a number
  /// behind it.
  String givenId() {
    return id().replaceFirst("_[0-9]+$", "");
  }

  /// Every parameter of the path and of the method, references resolved.
  List<JsonNode> parameters() {
    var all = new ArrayList<JsonNode>();
    var item = document.tree().path("paths").path(path);
    item.path("parameters").forEach(parameter -> all.add(document.resolved(parameter)));
    node.path("parameters").forEach(parameter -> all.add(document.resolved(parameter)));
    return all;
  }

  /// The body by type; empty where it takes none.
  Map<String, JsonNode> bodies() {
    var bodies = new LinkedHashMap<String, JsonNode>();
    document
        .resolved(node.path("requestBody"))
        .path("content")
        .properties()
        .forEach(body -> bodies.put(body.getKey(), body.getValue()));
    return bodies;
  }

  /// The responses by status as written: `202`, `4XX`, `default`.
  Map<String, JsonNode> responses() {
    var responses = new LinkedHashMap<String, JsonNode>();
    node.path("responses")
        .properties()
        .forEach(
            response -> responses.put(response.getKey(), document.resolved(response.getValue())));
    return responses;
  }

  /// The response that stands for a status by name.
  Optional<JsonNode> named(int status) {
    return Optional.ofNullable(responses().get(Integer.toString(status)));
  }

  /// The response that stands for what no status is written for.
  JsonNode otherwise() {
    return responses().getOrDefault("default", MissingNode.getInstance());
  }

  /// What an undisturbed call answers: the lowest 2xx, or a redirection where there is none.
  int success() {
    if (node.has("x-answers")) {
      return node.path("x-answers").asInt();
    }
    return responses().keySet().stream()
        .filter(status -> status.startsWith("2") || status.startsWith("3"))
        .mapToInt(Integer::parseInt)
        .min()
        .orElseThrow(() -> new AssertionError(this + " has no success"));
  }

  /// The status whose response has an example of that name.
  Optional<Integer> answeredWith(String example) {
    return responses().entrySet().stream()
        .filter(response ->
            response
                .getValue()
                .path("content")
                .valueStream()
                .anyMatch(body -> body.path("examples").has(example)))
        .filter(response -> Character.isDigit(response.getKey().charAt(0)))
        .map(response -> Integer.valueOf(response.getKey()))
        .findFirst();
  }

  /// What the variables of the path stand for in a target of this operation, as escaped there.
  Map<String, String> values(String target) {
    var names = new ArrayList<String>();
    VARIABLE.matcher(path).results().forEach(found -> names.add(found.group(1)));
    var literal = VARIABLE.splitAsStream(path).map(Pattern::quote).toList();
    var whole = String.join("([^/?]+)", literal) + (path.endsWith("}") ? "([^/?]+)" : "");
    var found = Pattern.compile(whole).matcher(target);
    if (!found.lookingAt()) {
      throw new AssertionError(target + " is no " + path);
    }
    var values = new LinkedHashMap<String, String>();
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), found.group(i + 1));
    }
    return values;
  }

  /// The path with these values, escaped already, in the place of its variables.
  String filled(Map<String, String> values) {
    return VARIABLE
        .matcher(path)
        .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
