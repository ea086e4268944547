package io.carillon.front.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Writes a description's paths out as they stand on the server: behind every mount, and again
/// where a path has a twin that answers another type than JSON (`x-also`).
///
/// Each operation then names its dialect (`x-dialect`) and its credentials, and has an operationId
/// of its own: the first keeps the one given, the next ones have a number behind it.
final class PathTable {
  private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");
  private static final String TWINS = "x-also";
  private static final String JSON = "application/json";

  private final Description description;
  private final ObjectNode paths = JsonNodeFactory.instance.objectNode();
  private final Set<String> ids = new TreeSet<>();

  private PathTable(Description description) {
    this.description = description;
  }

  /// All paths of a description.
  static ObjectNode paths(Description description) {
    var table = new PathTable(description);
    for (var mount : description.mounts()) {
      for (var path : description.tree().path("paths").properties()) {
        var item = path.getValue();
        table.add(mount + path.getKey(), only(item));
        for (var twin : item.path(TWINS).properties()) {
          var type = twin.getValue().path(mount).asText(twin.getValue().asText());
          var same = type.equals(JSON);
          table.add(mount + twin.getKey(), same ? only(item) : retyped(item, type));
        }
      }
    }
    return table.paths;
  }

  /// The shared answers of a description; each also for every type that a twin answers, with that
  /// type behind its name.
  static ObjectNode responses(Description description) {
    var all = description.components("responses").deepCopy();
    var types = new TreeSet<String>();
    description.tree().path("paths").forEach(item -> types.addAll(types(item)));
    for (var type : types) {
      for (var shared : description.components("responses").properties()) {
        var copy = shared.getValue().deepCopy();
        retype(copy, type);
        all.set(shared.getKey() + suffix(type), copy);
      }
    }
    return all;
  }

  /// The types that only twins of a path answer; a twin may have another behind each mount.
  private static Set<String> types(JsonNode item) {
    var types = new TreeSet<String>();
    for (var written : item.path(TWINS)) {
      types.add(written.asText());
      written.forEach(type -> types.add(type.asText()));
    }
    types.removeAll(List.of(JSON, ""));
    return types;
  }

  private void add(String path, JsonNode item) {
    var copy = (ObjectNode) item.deepCopy();
    copy.remove(TWINS);
    for (var method : METHODS) {
      if (copy.get(method) instanceof ObjectNode operation) {
        operation.put("x-dialect", description.name());
        operation.put("operationId", unique(operation.path("operationId").asText()));
        if (!operation.has("security")) {
          operation.set("security", description.security());
        }
      }
    }
    if (paths.has(path)) {
      throw new IllegalStateException(description.name() + " has twice " + path);
    }
    paths.set(path, copy);
  }

  private String unique(String id) {
    var next = id;
    for (int i = 2; !ids.add(next); i++) {
      next = id + "_" + i;
    }
    return next;
  }

  /// The path without what only its twins answer.
  private static JsonNode only(JsonNode item) {
    var copy = item.deepCopy();
    forEachResponse(
        copy,
        response -> {
          if (response.get("content") instanceof ObjectNode content && content.has(JSON)) {
            content.remove(types(item));
          }
        });
    return copy;
  }

  private static JsonNode retyped(JsonNode item, String type) {
    var copy = item.deepCopy();
    forEachResponse(
        copy,
        response -> {
          if (response.path("$ref").isTextual()) {
            response.put("$ref", response.path("$ref").asText() + suffix(type));
          }
          retype(response, type);
        });
    return copy;
  }

  private static void retype(JsonNode response, String type) {
    if (response.path("content") instanceof ObjectNode content
        && content.remove(JSON) instanceof ObjectNode body
        && !content.has(type)) {
      body.remove("example");
      body.path("examples").forEach(PathTable::withoutValue);
      content.set(type, body);
    }
  }

  /// The name of an example says which requests are answered so, also in a type of which none is
  /// shown.
  private static void withoutValue(JsonNode example) {
    ((ObjectNode) example).remove("value");
    ((ObjectNode) example).put("summary", "As in JSON");
  }

  private static void forEachResponse(JsonNode item, Consumer<ObjectNode> act) {
    for (var method : METHODS) {
      for (var response : item.path(method).path("responses")) {
        act.accept((ObjectNode) response);
      }
    }
  }

  private static String suffix(String type) {
    return "." + type.substring(type.indexOf('/') + 1);
  }
}
