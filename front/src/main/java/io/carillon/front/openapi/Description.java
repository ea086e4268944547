package io.carillon.front.openapi;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// What was written by hand about one dialect: the file `openapi/<name>.yaml` of the class path.
///
/// @param name the file's, and that of the dialect in paths and ids
/// @param tree an OpenAPI document whose paths stand behind each URL of `servers`
record Description(String name, ObjectNode tree) {
  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /// Reads the file.
  ///
  /// @throws UncheckedIOException if it is no YAML: our bug, which a test finds
  static Description read(String name) {
    var file = "/openapi/" + name + ".yaml";
    try (var in = Objects.requireNonNull(Description.class.getResourceAsStream(file), file)) {
      return new Description(name, (ObjectNode) YAML.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  /// What people call the dialect.
  String title() {
    return tree.path("info").path("title").asText();
  }

  /// The files under `components` of one kind, such as `schemas`.
  ObjectNode components(String kind) {
    return tree.path("components").path(kind) instanceof ObjectNode some ? some : tree.objectNode();
  }

  /// The prefixes that the paths stand behind; `""` is the root of the server.
  Iterable<String> mounts() {
    return () ->
        tree.path("servers")
            .valueStream()
            .map(server -> server.path("url").asText())
            .map(url -> url.equals("/") ? "" : url)
            .iterator();
  }

  /// What holds where an operation says nothing about credentials.
  JsonNode security() {
    return tree.path("security").isMissingNode() ? tree.arrayNode() : tree.path("security");
  }
}
