package io.carillon.app.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Says what the description of an operation lacks. The rules stand in `docs/internals/openapi.md`.
final class Inspector {
  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");
  private static final int SUMMARY_MAX = 80;

  private final Document document;
  private final Judge judge;

  Inspector(Document document, Judge judge) {
    this.document = document;
    this.judge = judge;
  }

  /// A sentence for everything that is missing or wrong.
  List<String> gaps(Operation operation) {
    var gaps = new ArrayList<String>();
    var summary = operation.node().path("summary").asText();
    if (summary.isBlank() || summary.length() > SUMMARY_MAX || summary.endsWith(".")) {
      gaps.add("summary: a few words without a full stop");
    }
    if (operation.node().path("x-source").asText().isBlank()) {
      gaps.add("x-source");
    }
    tags(operation, gaps);
    repeats(operation, gaps);
    security(operation, gaps);
    parameters(operation, gaps);
    bodies(operation, gaps);
    responses(operation, gaps);
    return gaps.stream().map(gap -> operation + ": " + gap).toList();
  }

  private void tags(Operation operation, List<String> gaps) {
    var known = document.tree().path("tags").findValuesAsText("name");
    var tags = operation.node().path("tags");
    if (tags.isEmpty()) {
      gaps.add("tags");
    }
    tags.forEach(tag -> {
      if (!known.contains(tag.asText())) {
        gaps.add("the tag " + tag.asText() + " is not described");
      }
    });
  }

  private static void repeats(Operation operation, List<String> gaps) {
    boolean known =
        operation.parameters().stream()
            .anyMatch(parameter -> parameter.path("name").asText().equals("Idempotency-Key"));
    boolean acts =
        operation.method().equals("POST")
            && !operation.node().path("security").isEmpty()
            && !operation.node().path("security").path(0).has("session")
            && !operation.node().path("x-reads").asBoolean();
    if (acts && !known) {
      gaps.add("a POST without the parameter Idempotency-Key");
    }
  }

  private void security(Operation operation, List<String> gaps) {
    var schemes = document.tree().path("components").path("securitySchemes");
    operation
        .node()
        .path("security")
        .forEach(way ->
            way.fieldNames()
                .forEachRemaining(scheme -> {
                  if (!schemes.has(scheme)) {
                    gaps.add("no security scheme " + scheme);
                  }
                }));
  }

  private void parameters(Operation operation, List<String> gaps) {
    var inPath = new HashSet<String>();
    for (var parameter : operation.parameters()) {
      var name = parameter.path("name").asText();
      if (parameter.path("in").asText().equals("path")) {
        inPath.add(name);
      }
      unbounded(parameter.path("schema"), name, new HashSet<>(), gaps);
      if (parameter.has("example")) {
        faults(parameter.path("schema"), parameter.path("example"), "example of " + name, gaps);
      }
    }
    var variables = new HashSet<String>();
    VARIABLE.matcher(operation.path()).results().forEach(found -> variables.add(found.group(1)));
    if (!variables.equals(inPath)) {
      gaps.add("path variables " + variables + ", path parameters " + inPath);
    }
  }

  private void bodies(Operation operation, List<String> gaps) {
    operation
        .bodies()
        .forEach((type, body) -> {
          if (body.path("examples").isEmpty()) {
            gaps.add("no example of a body of " + type);
          }
          unbounded(body.path("schema"), "body", new HashSet<>(), gaps);
          for (var example : body.path("examples").properties()) {
            var name = example.getKey();
            if (operation.answeredWith(name).orElse(operation.success()) < 300) {
              var schema = body.path("schema");
              faults(schema, example.getValue().path("value"), "example " + name, gaps);
            }
          }
        });
  }

  private void responses(Operation operation, List<String> gaps) {
    var responses = operation.responses();
    if (!responses.containsKey("default")) {
      gaps.add("no default response");
    }
    if (responses.keySet().stream().noneMatch(status -> status.matches("[23].*"))) {
      gaps.add("no success");
    }
    responses.forEach((status, response) -> {
      var content = response.path("content");
      boolean mayBeEmpty =
          status.equals("204") || status.startsWith("3") || response.has("x-empty");
      if (content.isEmpty() && !mayBeEmpty) {
        gaps.add(status + " has no body");
      }
      for (var body : content.properties()) {
        if (!body.getValue().has("schema")) {
          gaps.add(status + " has no schema for " + body.getKey());
        }
        for (var example : body.getValue().path("examples").properties()) {
          var value = example.getValue().path("value");
          var place = "example " + example.getKey() + " of " + status;
          if (body.getKey().endsWith("json")) {
            faults(body.getValue().path("schema"), value, place, gaps);
          }
        }
      }
    });
  }

  private void faults(JsonNode schema, JsonNode value, String place, List<String> gaps) {
    if (!value.toString().contains("${")) {
      judge.value(document, schema, value).forEach(fault -> gaps.add(place + ": " + fault));
    }
  }

  /// Notes every part of a schema that lets in something of any size.
  private void unbounded(JsonNode written, String place, Set<JsonNode> seen, List<String> gaps) {
    var schema = document.resolved(written);
    if (!seen.add(schema)) {
      return;
    }
    for (var choice : List.of("oneOf", "anyOf", "allOf")) {
      if (!schema.has("type") && !schema.has("properties")) {
        schema.path(choice).forEach(part -> unbounded(part, place, seen, gaps));
      }
    }
    if (schema.has("enum") || schema.has("const")) {
      return;
    }
    var type = schema.path("type").toString();
    if (type.contains("string") && !hasAny(schema, "maxLength", "pattern", "format")) {
      gaps.add(place + ": a string without a limit");
    }
    if ((type.contains("integer") || type.contains("number"))
        && !(schema.has("minimum") && schema.has("maximum"))) {
      gaps.add(place + ": a number without limits");
    }
    if (type.contains("array")) {
      if (!schema.has("maxItems")) {
        gaps.add(place + ": an array without a limit");
      }
      unbounded(schema.path("items"), place + "[]", seen, gaps);
    }
    if (schema.isMissingNode()
        || (type.isEmpty() && !hasAny(schema, "oneOf", "anyOf", "allOf", "properties"))) {
      gaps.add(place + ": no type");
    }
    for (var property : schema.path("properties").properties()) {
      unbounded(property.getValue(), place + "." + property.getKey(), seen, gaps);
    }
  }

  private static boolean hasAny(JsonNode schema, String... words) {
    return List.of(words).stream().anyMatch(schema::has);
  }
}
