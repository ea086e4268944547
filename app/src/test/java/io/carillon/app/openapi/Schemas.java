package io.carillon.app.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/// Checks documents against the schema of OpenAPI 3.1, and bodies against the schemas of a
/// document.
final class Schemas {
  private static final String OPENAPI = "https://spec.openapis.org/oas/3.1/schema-base/2022-10-07";
  private static final String HOME = "https://spec.openapis.org/";

  private final SchemaRegistry registry =
      SchemaRegistry.withDialect(
          Dialects.getDraft202012(), builder -> builder.schemas(Schemas::official));

  /// By the very node: comparing would read the whole document each time.
  private final IdentityHashMap<JsonNode, Schema> known = new IdentityHashMap<>();

  /// The schemas that the specification publishes, out of the class path; null for all others.
  @SuppressWarnings("NullAway") // the library wants null for what is not known
  private static String official(String iri) {
    if (!iri.startsWith(HOME)) {
      return null;
    }
    var file = "/spec.openapis.org/" + iri.substring(HOME.length());
    try (var in = Objects.requireNonNull(Schemas.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What is wrong with a document, its schemas included.
  List<String> faults(JsonNode document) {
    return registry.getSchema(SchemaLocation.of(OPENAPI)).validate(document).stream()
        .map(Object::toString)
        .toList();
  }

  /// What is wrong with a value, by a schema that stands in `document`.
  List<String> faults(JsonNode document, JsonNode schema, JsonNode value) {
    return known
        .computeIfAbsent(schema, one -> registry.getSchema(whole(document, one)))
        .validate(value, run -> run.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Object::toString)
        .toList();
  }

  /// The schema as a document of its own, in which references find what they name.
  private static JsonNode whole(JsonNode document, JsonNode schema) {
    if (schema instanceof BooleanNode) {
      return schema;
    }
    var whole = JsonNodeFactory.instance.objectNode().setAll((ObjectNode) schema);
    ((ObjectNode) whole).set("components", document.path("components"));
    return whole;
  }
}
