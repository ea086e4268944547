package io.carillon.app.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The judge finds what it is there to find: planted wrongs.
class JudgeTest {
  private static final String DOCUMENT =
      """
      {"openapi": "3.1.0", "info": {"title": "t", "version": "1"},
       "paths": {"/a": {"get": {"operationId": "a", "responses": {
         "200": {"description": "d",
           "headers": {"X-Count": {"required": true, "schema": {"type": "integer", "minimum": 1}}},
           "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}},
         "204": {"description": "d"},
         "default": {"description": "d",
           "content": {"application/json": {"schema": {"$ref": "#/components/schemas/E"}},
                       "application/xml": {"schema": {"type": "object"}}}}}}}},
       "components": {"schemas": {
         "A": {"type": "object", "required": ["id"], "additionalProperties": false,
               "properties": {"id": {"type": "string", "format": "uuid"}}},
         "E": {"type": "object", "required": ["error"],
               "properties": {"error": {"type": "string"}}}}}}
      """;
  private static final String ID = "123e4567-e89b-12d3-a456-426614174000";

  private final Judge judge = new Judge();
  private final Operation operation = operation();

  private static Operation operation() {
    try {
      return new Document("t", Judge.JSON.readTree(DOCUMENT)).operations().getFirst();
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static Line.Answer answer(int status, String type, String body) {
    return new Line.Answer(
        status, Map.of("content-type", type, "x-count", "3"), body.getBytes(UTF_8));
  }

  @Test
  void whatIsDocumentedIsRight() {
    var right = answer(200, "application/json; charset=utf-8", "{\"id\":\"" + ID + "\"}");

    assertThat(judge.complaints(operation, 200, right)).isEmpty();
    assertThat(judge.complaintsAboutAny(operation, right)).isEmpty();
    assertThat(
            judge.complaintsAboutAny(
                operation, answer(404, "application/json", "{\"error\":\"no\"}")))
        .isEmpty();
    assertThat(judge.complaintsAboutAny(operation, answer(404, "application/xml", "<no/>")))
        .isEmpty();
    assertThat(judge.complaints(operation, 204, answer(204, "", ""))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | application/json | {}                   | required",
        "200 | application/json | {\"id\": 7}            | string",
        "200 | application/json | {\"id\": \"7\"}          | uuid",
        "200 | application/json | {\"id\": \"%s\", \"b\": 1} | additional",
        "200 | application/json | {                    | no JSON",
        "200 | text/html        | {}                   | type 'text/html'",
        "204 | text/plain       | a body               | body that is not described",
        "402 | application/json | {\"error\": \"pay\"}     | 402 is not described",
        "404 | application/json | {\"fault\": \"pay\"}     | required",
        "404 | application/xml  | <no>                 | no XML",
        "500 | application/json | {\"error\": \"broken\"}  | answered 500",
        "503 | application/json | {\"error\": \"wait\"}    | Retry-After",
        "400 | application/json | {\"error\": \"java.lang.Error\"} | how we are built",
        "400 | application/json | {\"error\": \"at io.carillon.front\"} | how we are built",
      })
  void whatIsNotIsFound(int status, String type, String body, String complaint) {
    var wrong = answer(status, type, body.replace("%s", ID));

    assertThat(judge.complaintsAboutAny(operation, wrong))
        .anySatisfy(said -> assertThat(said).contains(complaint));
  }

  @Test
  void aHeaderThatIsMissingOrWrongIsFound() {
    var body = ("{\"id\":\"" + ID + "\"}").getBytes(UTF_8);
    var none = new Line.Answer(200, Map.of("content-type", "application/json"), body);
    var zero =
        new Line.Answer(200, Map.of("content-type", "application/json", "x-count", "0"), body);

    assertThat(judge.complaints(operation, 200, none)).containsExactly("no header X-Count");
    assertThat(judge.complaints(operation, 200, zero))
        .singleElement()
        .asString()
        .contains("X-Count");
  }

  @Test
  void aDocumentThatIsNoneIsFound() {
    var document = (ObjectNode) operation.document().tree().deepCopy();
    assertThat(judge.document(document)).isEmpty();

    document.withObject("/components/schemas/A").put("type", "strin");
    assertThat(judge.document(document)).isNotEmpty();

    var without = (ObjectNode) operation.document().tree().deepCopy();
    without.remove("info");
    assertThat(judge.document(without)).isNotEmpty();
  }
}
