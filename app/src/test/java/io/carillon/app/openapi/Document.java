package io.carillon.app.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One document as the server serves it.
record Document(String name, JsonNode tree) {
  static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

  /// What a node says, where it may be a reference to a component.
  JsonNode resolved(JsonNode node) {
    var at = node;
    for (int i = 0; i < 10 && at.path("$ref").isTextual(); i++) {
      at = tree.at(at.path("$ref").asText().substring(1));
    }
    return at;
  }

  /// Every operation, in the document's order.
  List<Operation> operations() {
    var all = new ArrayList<Operation>();
    for (var path : tree.path("paths").properties()) {
      for (var method : METHODS) {
        if (path.getValue().get(method) instanceof ObjectNode node) {
          all.add(new Operation(this, method.toUpperCase(Locale.ROOT), path.getKey(), node));
        }
      }
    }
    return all;
  }
}
