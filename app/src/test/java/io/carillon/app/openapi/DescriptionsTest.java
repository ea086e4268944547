package io.carillon.app.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the server serves as its description: sound, whole, and about this server.
@Tag("slow")
class DescriptionsTest {
  @TempDir private static Path folder;
  private static Stand stand;
  private static final Judge JUDGE = new Judge();

  @BeforeAll
  static void open() throws Exception {
    stand = Stand.open(folder);
  }

  @AfterAll
  static void close() throws Exception {
    stand.close();
  }

  @Test
  void everyDocumentIsOpenApi() throws Exception {
    assertThat(JUDGE.document(stand.served().tree())).as("all").isEmpty();
    for (var document : stand.documents()) {
      assertThat(JUDGE.document(document.tree())).as(document.name()).isEmpty();
    }
  }

  @Test
  void everyRouteIsDescribedAndEveryDescriptionIsOfARoute() throws Exception {
    var routes = new TreeSet<String>();
    for (var mount : stand.rig().mounts()) {
      mount
          .routes()
          .forEach(
              route -> routes.add(route.method() + " " + plain(mount.prefix() + route.pattern())));
    }
    var described = new TreeSet<String>();
    for (var operation : stand.served().operations()) {
      described.add(operation.method() + " " + plain(operation.path()));
    }

    assertThat(described).isEqualTo(routes);
  }

  /// A path whatever its variables are called.
  private static String plain(String pattern) {
    return pattern.replaceAll("\\{[^}]*}", "{}");
  }

  @Test
  void everyDocumentOfOneDialectSaysWhatTheDocumentOfAllSays() throws Exception {
    var ofAll = new ArrayList<String>();
    stand.served().operations().forEach(operation -> ofAll.add(operation.toString()));
    var ofEach = new ArrayList<String>();
    for (var document : stand.documents()) {
      document.operations().forEach(operation -> ofEach.add(operation.toString()));
    }

    assertThat(ofEach).containsExactlyInAnyOrderElementsOf(ofAll);
  }

  @Test
  void operationIdsAreUniqueAndLinksNameThem() throws Exception {
    var documents = new ArrayList<>(stand.documents());
    documents.add(stand.served());
    for (var document : documents) {
      var ids = new HashSet<String>();
      for (var operation : document.operations()) {
        assertThat(ids.add(operation.id())).as("%s again", operation.id()).isTrue();
      }
      for (var operation : document.operations()) {
        for (var response : operation.responses().values()) {
          response
              .path("links")
              .forEach(link -> {
                var id = document.resolved(link).path("operationId").asText();
                assertThat(ids).as("%s has a link", operation).contains(id);
              });
        }
      }
    }
  }

  @Test
  void everyReferenceNamesSomething() throws Exception {
    for (var document : stand.documents()) {
      for (var reference : document.tree().findValuesAsText("$ref")) {
        assertThat(document.tree().at(reference.substring(1)).isMissingNode())
            .as("%s: %s", document.name(), reference)
            .isFalse();
      }
    }
  }

  /// In YAML a comma in a text without quotes ends it, and what follows is a key without a value.
  @Test
  void noTextIsCutAtAComma() throws Exception {
    for (var document : stand.documents()) {
      assertThat(keysWithoutValue(document.tree())).as(document.name()).isEmpty();
    }
  }

  private static List<String> keysWithoutValue(JsonNode node) {
    var keys = new ArrayList<String>();
    node.properties().stream()
        .filter(property -> property.getValue().isNull() && property.getKey().contains(" "))
        .forEach(property -> keys.add(property.getKey()));
    node.forEach(child -> keys.addAll(keysWithoutValue(child)));
    return keys;
  }

  @Test
  void everyOperationIsDescribedWhole() throws Exception {
    var gaps = new ArrayList<String>();
    for (var document : stand.documents()) {
      var inspector = new Inspector(document, JUDGE);
      document.operations().forEach(operation -> gaps.addAll(inspector.gaps(operation)));
    }

    assertThat(gaps).isEmpty();
  }
}
