package io.carillon.front.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// The descriptions of all dialects that a server speaks, and the documents made of them: one for
/// each dialect, and one of all together.
///
/// In the document of all, what two dialects may both have (components, operationIds, tags) has the
/// dialect before its name. Ways to show credentials keep their names: the same name means the same
/// thing in every file.
public final class Descriptions {
  private static final String VERSION = "3.1.0";
  private static final String COMPONENTS = "#/components/";
  private static final String SECURITY = "securitySchemes";
  private static final String ID = "operationId";

  private final Map<String, Description> byName = new LinkedHashMap<>();

  /// Reads the file of each dialect, in this order.
  public Descriptions(List<String> names) {
    names.forEach(name -> byName.put(name, Description.read(name)));
  }

  /// What people call each dialect, by the name of its file.
  public Map<String, String> titles() {
    var titles = new LinkedHashMap<String, String>();
    byName.forEach((name, description) -> titles.put(name, description.title()));
    return titles;
  }

  /// The document of one dialect.
  public ObjectNode of(String name) {
    var document = document(Objects.requireNonNull(byName.get(name), name));
    document.findValues("links").forEach(Descriptions::dropForeign);
    return document;
  }

  /// A link to another dialect's operation has that dialect before the id; alone it leads nowhere.
  private static void dropForeign(JsonNode links) {
    var foreign = new ArrayList<String>();
    for (var link : links.properties()) {
      if (isQualified(link.getValue().path(ID).asText())) {
        foreign.add(link.getKey());
      }
    }
    ((ObjectNode) links).remove(foreign);
  }

  private static boolean isQualified(String id) {
    return id.indexOf('.') >= 0;
  }

  private static ObjectNode document(Description description) {
    var document = description.tree().deepCopy();
    var mounts = document.putArray("x-mounts");
    description.mounts().forEach(mount -> mounts.add(mount.isEmpty() ? "/" : mount));
    document.remove("servers");
    document.remove("security");
    document.set("paths", PathTable.paths(description));
    if (document.get("components") instanceof ObjectNode components) {
      components.set("responses", PathTable.responses(description));
    }
    return document;
  }

  /// The document of all dialects.
  ///
  /// @throws IllegalStateException if two dialects have the same path, or different things under
  ///   the name of a way to show credentials: our bug, which a test finds
  public ObjectNode merged() {
    var merged = JsonNodeFactory.instance.objectNode().put("openapi", VERSION);
    merged
        .putObject("info")
        .put("title", "Carillon")
        .put("version", "1")
        .put("summary", "Every API dialect of this server.")
        .putObject("license")
        .put("name", "Apache-2.0")
        .put("identifier", "Apache-2.0");
    merged.putArray("tags");
    merged.putObject("paths");
    merged.putObject("components");
    byName.values().forEach(description -> join(merged, description));
    return merged;
  }

  private static void join(ObjectNode merged, Description description) {
    var document = document(description);
    var named = renamed(document, description.name());
    named
        .path("paths")
        .properties()
        .forEach(path -> {
          put(
              merged.withObjectProperty("paths"),
              path.getKey(),
              tagged(path.getValue(), description));
        });
    for (var tag : named.path("tags")) {
      var own = (ObjectNode) tag;
      own.put("name", tag(description, own.path("name").asText()));
      merged.withArrayProperty("tags").add(own);
    }
    for (var kind : named.path("components").properties()) {
      var all = merged.withObjectProperty("components").withObjectProperty(kind.getKey());
      boolean shared = kind.getKey().equals(SECURITY);
      for (var component : kind.getValue().properties()) {
        var name = component.getKey();
        put(all, shared ? name : description.name() + "." + name, component.getValue());
      }
    }
  }

  private static void put(ObjectNode all, String name, JsonNode value) {
    var before = all.get(name);
    if (before != null && !before.equals(value)) {
      throw new IllegalStateException("two dialects differ in " + name);
    }
    all.set(name, value);
  }

  private static JsonNode tagged(JsonNode item, Description description) {
    for (var operation : item) {
      if (operation.get("tags") instanceof ArrayNode tags) {
        var names = new ArrayList<String>();
        tags.forEach(tag -> names.add(tag(description, tag.asText())));
        tags.removeAll();
        names.forEach(tags::add);
      }
    }
    return item;
  }

  private static String tag(Description description, String name) {
    return description.title() + ": " + name;
  }

  /// A copy in which references and operationIds name the dialect.
  private static JsonNode renamed(JsonNode node, String dialect) {
    UnaryOperator<String> name =
        text -> {
          if (!text.startsWith(COMPONENTS) || text.startsWith(COMPONENTS + SECURITY)) {
            return text;
          }
          int at = text.lastIndexOf('/') + 1;
          return text.substring(0, at) + dialect + "." + text.substring(at);
        };
    return renamed(node, name, dialect);
  }

  private static JsonNode renamed(JsonNode node, UnaryOperator<String> name, String dialect) {
    return switch (node) {
      case ObjectNode object -> {
        var copy = object.objectNode();
        object
            .properties()
            .forEach(property -> {
              var value = property.getValue();
              copy.set(
                  property.getKey(),
                  property.getKey().equals(ID) && !isQualified(value.asText())
                      ? new TextNode(dialect + "." + value.asText())
                      : renamed(value, name, dialect));
            });
        yield copy;
      }
      case ArrayNode array -> {
        var copy = array.arrayNode();
        array.forEach(element -> copy.add(renamed(element, name, dialect)));
        yield copy;
      }
      case TextNode text -> new TextNode(name.apply(text.asText()));
      default -> node;
    };
  }
}
