package io.carillon.app.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.wire.http.Parameters;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Puts other values into the body of a sound request: at the edge of what the schema allows, of
/// another type, missing, or made to hurt.
final class Values {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /// In a JSON text it becomes half of a surrogate pair, which no Java text can carry into one.
  private static final String HALF = "half-of-a-pair";

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "0",
          "-1",
          "null",
          "true",
          "NaN",
          "99999999999999999999999999",
          "1e400",
          "\u0000",
          "\u0001\u0008\u001f\u007f\u0085",
          "\r\nX-Injected: 1",
          "\u202e\u200b\ufeff",
          "😀".repeat(40),
          "a\u0301".repeat(20),
          HALF,
          "' OR 1=1; DROP TABLE message; --",
          "<script>alert(1)</script>",
          "]]><x/>&amp;",
          "../../etc/passwd",
          "${env:HOME}",
          "%s%n%x",
          "+14155551234",
          "+1",
          "+999999999999999999",
          "tel:+14155551234;ext=1",
          "2026-02-30T25:61:61Z",
          "+999999999-12-31T23:59:59Z",
          "1970-01-01T00:00:00-18:00",
          "http://127.0.0.1:1/",
          "http://[::1]/",
          "https://user:pass@localhost:99999/",
          "javascript:alert(1)",
          "file:///etc/passwd",
          "SM" + "f".repeat(32),
          "MyCompany",
          "12345");

  private final Document document;
  private final Random random;

  Values(Document document, Random random) {
    this.document = document;
    this.random = random;
  }

  /// A request with one value changed.
  record Changed(String trick, Draft draft) {}

  /// Whether an operation's body is a form or one value of JSON; lines and tables are not.
  static boolean reads(Operation operation) {
    var type = operation.bodies().keySet().iterator().next();
    return type.equals("application/json") || type.endsWith("x-www-form-urlencoded");
  }

  Changed changed(Operation operation, Draft sound) {
    var type = operation.bodies().keySet().iterator().next();
    boolean form = type.endsWith("x-www-form-urlencoded");
    var body = form ? fields(sound.body()) : tree(sound.body());
    var schema = document.resolved(operation.bodies().values().iterator().next().path("schema"));
    var target = body instanceof ArrayNode items && !items.isEmpty() ? items.get(0) : body;
    if (!(target instanceof ObjectNode object)) {
      return new Changed("replaced", sound.withBody(hostile().toString().getBytes(UTF_8)));
    }
    var of =
        schema.path("type").asText().equals("array")
            ? document.resolved(schema.path("items"))
            : schema;
    var trick = change(object, of);
    var text = form ? Player.form(body) : body.toString().replace(HALF, "\\ud83d");
    return new Changed(trick, sound.withBody(text.getBytes(UTF_8)));
  }

  private static JsonNode tree(byte[] body) {
    try {
      return Judge.JSON.readTree(body);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ObjectNode fields(byte[] body) {
    var fields = NODES.objectNode();
    var form = Parameters.form(body).orElseThrow();
    for (var name : form.names()) {
      var all = form.all(name);
      if (all.size() == 1) {
        fields.put(name, all.getFirst());
      } else {
        var list = fields.putArray(name);
        all.forEach(list::add);
      }
    }
    return fields;
  }

  private String change(ObjectNode object, JsonNode schema) {
    var there = new ArrayList<String>();
    object.fieldNames().forEachRemaining(there::add);
    var known = new ArrayList<String>();
    schema.path("properties").fieldNames().forEachRemaining(known::add);
    return switch (random.nextInt(6)) {
      case 0 -> there.isEmpty() ? "nothing to leave out" : left(object, any(there));
      case 1 -> {
        var name = there.isEmpty() ? "x" : any(there);
        object.set(name, hostile());
        yield name + " hostile";
      }
      case 2 -> {
        object.set(text(), hostile());
        yield "unknown field";
      }
      case 3 ->
          !there.isEmpty() && object.get(any(there)) instanceof ObjectNode inner
              ? change(inner, NODES.objectNode())
              : edge(object, schema, known);
      default -> edge(object, schema, known);
    };
  }

  private static String left(ObjectNode object, String name) {
    object.remove(name);
    return name + " missing";
  }

  private String edge(ObjectNode object, JsonNode schema, List<String> known) {
    if (known.isEmpty()) {
      object.set("x", hostile());
      return "unknown field";
    }
    var name = any(known);
    object.set(name, near(schema.path("properties").path(name), 0));
    return name + " at the edge";
  }

  /// A value at or just beyond the limits of a schema.
  private JsonNode near(JsonNode written, int depth) {
    var schema = document.resolved(written);
    if (schema.path("enum").size() > 0) {
      var word = schema.path("enum").get(random.nextInt(schema.path("enum").size()));
      return random.nextInt(3) == 0 ? NODES.textNode(word.asText() + "x") : word;
    }
    var type = schema.path("type").isArray() ? schema.path("type").path(0) : schema.path("type");
    return switch (type.asText()) {
      case "string" -> string(schema);
      case "integer", "number" -> number(schema);
      case "boolean" -> random.nextBoolean() ? NODES.booleanNode(random.nextBoolean()) : hostile();
      case "array" -> {
        var array = NODES.arrayNode();
        int count = random.nextInt(schema.path("maxItems").asInt(3) + 2);
        for (int i = 0; i < Math.min(count, 1_000) && depth < 3; i++) {
          array.add(near(schema.path("items"), depth + 1));
        }
        yield array;
      }
      case "object" -> {
        var object = NODES.objectNode();
        for (var property : schema.path("properties").properties()) {
          if (depth < 3 && random.nextInt(3) > 0) {
            object.set(property.getKey(), near(property.getValue(), depth + 1));
          }
        }
        yield object;
      }
      default -> hostile();
    };
  }

  private JsonNode string(JsonNode schema) {
    int max = schema.path("maxLength").asInt(64);
    int min = schema.path("minLength").asInt(0);
    int length = any(List.of(min, Math.max(0, min - 1), max, max + 1, 2 * max));
    return switch (random.nextInt(4)) {
      case 0 -> NODES.textNode(text());
      case 1 -> NODES.textNode("€".repeat(Math.min(length, 50_000)));
      default -> NODES.textNode("7".repeat(Math.min(length, 50_000)));
    };
  }

  private JsonNode number(JsonNode schema) {
    long min = schema.path("minimum").asLong(0);
    long max = schema.path("maximum").asLong(1_000);
    return switch (random.nextInt(4)) {
      case 0 -> NODES.numberNode(any(List.of(min, min - 1, max, max + 1)));
      case 1 -> NODES.numberNode(min + (max - min) / 2 + 0.5);
      case 2 -> NODES.numberNode(BigInteger.TEN.pow(1 + random.nextInt(400)).negate());
      default -> hostile();
    };
  }

  /// A value that belongs nowhere.
  private JsonNode hostile() {
    return switch (random.nextInt(10)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(any(List.of(0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE)));
      case 3 -> NODES.numberNode(new BigDecimal(any(List.of("1e400", "-0.0", "1e-400"))));
      case 4 -> NODES.arrayNode().add(NODES.arrayNode().add(text()));
      case 5 -> NODES.objectNode().set(text(), NODES.arrayNode());
      case 6 -> NODES.textNode(text().repeat(1 + random.nextInt(500)));
      case 7 -> NODES.textNode("x".repeat(70_000));
      default -> NODES.textNode(text());
    };
  }

  /// A text made to hurt.
  String text() {
    return any(TEXTS);
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
