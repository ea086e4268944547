package io.carillon.front.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescriptionsTest {
  private final Descriptions both = new Descriptions(List.of("testone", "testtwo"));

  private static List<String> names(JsonNode node) {
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void pathsStandBehindEveryMountAndTwinsBesideThem() {
    assertThat(names(both.of("testone").path("paths")))
        .containsExactly(
            "/one/things/{id}.json",
            "/one/things/{id}",
            "/one/things/{id}.xml",
            "/one/things",
            "/api/one/things/{id}.json",
            "/api/one/things/{id}",
            "/api/one/things/{id}.xml",
            "/api/one/things");
    assertThat(names(both.of("testtwo").path("paths"))).containsExactly("/two/{id}");
  }

  @Test
  void aTwinAnswersTheSameSchemaAsAnotherType() {
    var document = both.of("testone");

    var plain = document.at("/paths/~1one~1things~1{id}.json/get");
    var twin = document.at("/paths/~1one~1things~1{id}/get");

    assertThat(names(plain.at("/responses/200/content"))).containsExactly("application/json");
    assertThat(names(twin.at("/responses/200/content"))).containsExactly("application/xml");
    assertThat(twin.at("/responses/200/content/application~1xml/schema/$ref").asText())
        .isEqualTo("#/components/schemas/Thing");
    twin.at("/responses/200/content/application~1xml/examples")
        .forEach(example -> assertThat(example.has("value")).isFalse());
    var refused = twin.at("/responses/default/$ref").asText();
    assertThat(names(document.at(refused.substring(1) + "/content")))
        .containsExactly("application/xml");
  }

  @Test
  void aTwinMayAnswerAnotherTypeBehindEachMount() {
    var document = both.of("testone");

    var here = document.at("/paths/~1one~1things~1{id}/get/responses/200/content");
    var there = document.at("/paths/~1api~1one~1things~1{id}/get/responses/200/content");

    assertThat(names(here)).containsExactly("application/xml");
    assertThat(names(there)).containsExactly("application/json");
  }

  @Test
  void everyOperationHasAnIdOfItsOwnAndKnowsItsDialectAndItsDoor() {
    var operations = both.of("testone").path("paths").findValues("get");

    assertThat(operations)
        .extracting(operation -> operation.path("operationId").asText())
        .containsExactly(
            "readThing", "readThing_2", "readThing_3", "readThing_4", "readThing_5", "readThing_6");
    assertThat(operations)
        .allSatisfy(operation -> {
          assertThat(operation.path("x-dialect").asText()).isEqualTo("testone");
          assertThat(operation.path("security").path(0).has("login")).isTrue();
        });
    var open = both.of("testone").at("/paths/~1one~1things/post/security");
    assertThat(open.isEmpty()).isTrue();
  }

  @Test
  void aloneADialectHasNoLinksToOthers() {
    var links = both.of("testone").at("/paths/~1one~1things/post/responses/201/links");

    assertThat(names(links)).containsExactly("read");
  }

  @Test
  void togetherEveryNameSaysItsDialect() {
    var merged = both.merged();

    assertThat(names(merged.at("/components/schemas")))
        .containsExactly("testone.Thing", "testtwo.Thing");
    assertThat(names(merged.at("/components/securitySchemes"))).containsExactly("login");
    assertThat(merged.at("/paths/~1two~1{id}/get/operationId").asText())
        .isEqualTo("testtwo.readThing");
    assertThat(merged.at("/paths/~1two~1{id}/get/responses/default/$ref").asText())
        .isEqualTo("#/components/responses/testtwo.Refused");
    assertThat(merged.at("/paths/~1two~1{id}/get/tags/0").asText()).isEqualTo("Test two: Things");
    assertThat(merged.path("tags").findValuesAsText("name"))
        .containsExactly("Test one: Things", "Test two: Things");
    var links = merged.at("/paths/~1one~1things/post/responses/201/links");
    assertThat(links.at("/read/operationId").asText()).isEqualTo("testone.readThing");
    assertThat(links.at("/other/operationId").asText()).isEqualTo("testtwo.readThing");
  }

  @Test
  void oneNameNeverStandsForTwoWaysIn() {
    var clash = new Descriptions(List.of("testone", "testclash"));

    assertThatThrownBy(clash::merged)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("login");
  }
}
