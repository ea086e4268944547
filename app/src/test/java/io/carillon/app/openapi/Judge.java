package io.carillon.app.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.SAXException;

/// Says what is wrong with an answer, measured by what is documented.
final class Judge {
  static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /// What the server may say to anybody before a dialect is asked; it needs no row of its own.
  private static final Set<Integer> OF_HTTP =
      Set.of(400, 404, 405, 406, 408, 411, 413, 414, 415, 417, 429, 431, 503);

  /// What no answer may show: how we are built. `RestException` is a word of Twilio's XML.
  private static final Pattern INSIDE =
      Pattern.compile(
          "io\\.carillon|java\\.(lang|util|io)|com\\.fasterxml|org\\.(sqlite|postgresql)"
              + "|(?<!\\bRest)(?<=[A-Za-z])Exception|\\tat |Caused by|SQLITE_|\\.java:[0-9]");

  private final Schemas schemas = new Schemas();

  /// What is wrong with the answer to an undisturbed call that should have this status.
  List<String> complaints(Operation operation, int status, Line.Answer answer) {
    if (answer.status() != status) {
      return List.of("answered %d, not %d: %s".formatted(answer.status(), status, answer.text()));
    }
    return operation
        .named(status)
        .map(response -> complaints(operation.document(), response, answer))
        .orElseGet(() -> List.of("the status " + status + " is not described"));
  }

  /// What is wrong with the answer to a request of any kind that went to this operation.
  List<String> complaintsAboutAny(Operation operation, Line.Answer answer) {
    var complaints = complaintsAboutAll(answer);
    var named = operation.named(answer.status());
    if (named.isEmpty() && !OF_HTTP.contains(answer.status())) {
      complaints.add("the status " + answer.status() + " is not described");
    }
    var response = named.orElseGet(operation::otherwise);
    complaints.addAll(complaints(operation.document(), response, answer));
    return complaints;
  }

  /// What is wrong with a refusal of a path that no operation has.
  List<String> complaintsAboutElsewhere(Operation neighbour, Line.Answer answer) {
    var complaints = complaintsAboutAll(answer);
    if (answer.status() >= 400) {
      complaints.addAll(complaints(neighbour.document(), neighbour.otherwise(), answer));
    }
    return complaints;
  }

  /// What no answer at all may be.
  List<String> complaintsAboutAll(Line.Answer answer) {
    var complaints = new ArrayList<String>();
    if (answer.status() >= 500 && answer.status() != 503) {
      complaints.add("answered " + answer.status() + ": " + answer.text());
    }
    if (answer.status() == 503 && answer.field("retry-after").isEmpty()) {
      complaints.add("503 without Retry-After");
    }
    if (INSIDE.matcher(answer.text()).find()) {
      complaints.add("shows how we are built: " + answer.text());
    }
    return complaints;
  }

  private List<String> complaints(Document document, JsonNode response, Line.Answer answer) {
    var complaints = new ArrayList<String>();
    for (var header : response.path("headers").properties()) {
      header(document, header.getKey(), document.resolved(header.getValue()), answer)
          .forEach(complaints::add);
    }
    var content = response.path("content");
    if (answer.body().length == 0 && response.has("x-empty")) {
      return complaints;
    }
    if (content.isEmpty()) {
      if (answer.body().length > 0) {
        complaints.add("a body that is not described: " + answer.text());
      }
      return complaints;
    }
    if (!content.has(answer.type())) {
      complaints.add("the type '%s' is not described".formatted(answer.type()));
      return complaints;
    }
    complaints.addAll(
        body(document, content.path(answer.type()).path("schema"), answer.type(), answer.body()));
    return complaints;
  }

  private List<String> header(Document document, String name, JsonNode header, Line.Answer answer) {
    var value = answer.field(name);
    if (value.isEmpty()) {
      return header.path("required").asBoolean() ? List.of("no header " + name) : List.of();
    }
    var schema = header.path("schema");
    var typed =
        schema.path("type").asText().equals("integer") && value.matches("-?[0-9]{1,18}")
            ? JsonNodeFactory.instance.numberNode(Long.parseLong(value))
            : JsonNodeFactory.instance.textNode(value);
    return schemas.faults(document.tree(), schema, typed).stream()
        .map(fault -> "header " + name + ": " + fault)
        .toList();
  }

  /// What is wrong with a body of that type by that schema.
  List<String> body(Document document, JsonNode schema, String type, byte[] body) {
    if (type.endsWith("json")) {
      try {
        return schemas.faults(document.tree(), schema, JSON.readTree(body));
      } catch (JsonProcessingException e) {
        return List.of("no JSON: " + e.getOriginalMessage());
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return type.endsWith("xml") ? xml(body) : List.of();
  }

  /// What is wrong with a value by a schema of the document.
  List<String> value(Document document, JsonNode schema, JsonNode value) {
    return schemas.faults(document.tree(), schema, value);
  }

  /// What is wrong with a document by the schema of OpenAPI.
  List<String> document(JsonNode tree) {
    return schemas.faults(tree);
  }

  private static List<String> xml(byte[] body) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var reader = factory.newDocumentBuilder();
      reader.setErrorHandler(null);
      reader.parse(new ByteArrayInputStream(body));
      return List.of();
    } catch (SAXException e) {
      return List.of("no XML: " + e.getMessage());
    } catch (ParserConfigurationException | IOException e) {
      throw new AssertionError(e);
    }
  }
}
