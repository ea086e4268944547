package io.carillon.app.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Where a path answers JSON and its twin XML, both say the same: every value in the XML stands in
/// the JSON under the same name, however each of them writes names.
@Tag("slow")
class TwinsTest {
  private static final Pattern OTHER = Pattern.compile("[^a-z0-9]");

  private static final int TRIES_MAX = 200;

  private final List<String> complaints = new ArrayList<>();
  private int pairs;

  @TempDir private Path folder;

  @Test
  void xmlSaysNothingThatJsonDoesNotSay() throws Exception {
    try (var stand = Stand.open(folder)) {
      var all = stand.operations();
      for (var operation : all) {
        if (operation.method().equals("GET") && answers(operation, "application/json")) {
          for (var twin : all) {
            if (isTwin(operation, twin)) {
              compare(stand.player(), operation, twin);
            }
          }
        }
      }
    }

    assertThat(complaints).isEmpty();
    assertThat(pairs).isPositive();
  }

  private static boolean answers(Operation operation, String type) {
    return operation.named(200).filter(response -> response.path("content").has(type)).isPresent();
  }

  private static boolean isTwin(Operation operation, Operation twin) {
    return twin.method().equals("GET")
        && twin.givenId().equals(operation.givenId())
        && bare(twin).equals(bare(operation))
        && answers(twin, "application/xml");
  }

  private static String bare(Operation operation) {
    return operation.path().replaceFirst("\\.(json|xml)$", "");
  }

  private void compare(Player player, Operation operation, Operation twin) throws Exception {
    var call = Player.calls(operation).getFirst();
    if (call.status() != 200) {
      return; // what the examples cannot make, the test cannot ask for
    }
    var draft = player.draft(call);
    var other = draft.withTarget(twin.filled(operation.values(draft.target())));
    var json = player.send(draft);
    var xml = player.send(other);
    // A message under way may change between the two: they are asked until nothing did.
    for (int i = 0; i < TRIES_MAX && !player.send(draft).text().equals(json.text()); i++) {
      json = player.send(draft);
      xml = player.send(other);
    }
    if (json.status() != 200 || xml.status() != 200) {
      complaints.add("%s and %s: %d, %d".formatted(draft, other, json.status(), xml.status()));
      return;
    }
    pairs++;
    var values = new HashSet<String>();
    leaves(Judge.JSON.readTree(json.body()), "", values);
    var root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.body()))
            .getDocumentElement();
    leaves(root).stream()
        .filter(leaf -> !values.contains(leaf))
        .forEach(leaf -> complaints.add(twin + " says " + leaf + ", and JSON does not"));
  }

  private static void leaves(JsonNode node, String name, Set<String> into) {
    if (node.isContainerNode()) {
      node.properties().forEach(field -> leaves(field.getValue(), field.getKey(), into));
      if (node.isArray()) {
        node.forEach(element -> leaves(element, name, into));
      }
    } else {
      into.add(leaf(name, node.asText()));
    }
  }

  private static Set<String> leaves(Element element) throws IOException {
    var leaves = new HashSet<String>();
    boolean isLeaf = true;
    for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child.getNodeType() == Node.ELEMENT_NODE) {
        isLeaf = false;
        leaves.addAll(leaves((Element) child));
      }
    }
    if (isLeaf && !element.getTextContent().isEmpty()) {
      leaves.add(leaf(element.getTagName(), element.getTextContent()));
    }
    return leaves;
  }

  /// A path in XML may lead to XML: it has no extension then.
  private static String leaf(String name, String value) {
    return OTHER.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("")
        + "="
        + value.replaceFirst("\\.json($|\\?)", "$1");
  }
}
