package io.carillon.app.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class DependenciesTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

  @Test
  void everyDependencyHasARowInItsRecordAndEveryRowADependency() throws Exception {
    var pom = parse(Checkout.root().resolve("pom.xml"));
    var used = new TreeSet<String>();
    used.addAll(
        texts(pom, "//dependencyManagement//dependency[groupId!='io.carillon']/artifactId"));
    used.addAll(texts(pom, "//annotationProcessorPaths/path/artifactId"));
    used.addAll(texts(pom, "//plugin[groupId]/artifactId"));

    assertThat(rows()).isEqualTo(used);
  }

  @Test
  void versionsStandInTheRootAlone() throws Exception {
    try (var modules = Files.list(Checkout.root())) {
      for (var pom :
          modules.map(folder -> folder.resolve("pom.xml")).filter(Files::exists).toList()) {
        assertThat(texts(parse(pom), "//dependency/version | //plugin/version"))
            .as("%s", pom)
            .isEmpty();
      }
    }
  }

  private static Set<String> rows() throws IOException {
    return ROW.matcher(Checkout.read("docs/decisions/0005-dependencies.md"))
        .results()
        .map(row -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Document parse(Path pom) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
  }

  private static Set<String> texts(Document pom, String path) throws Exception {
    var nodes =
        (NodeList)
            XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
    var texts = new TreeSet<String>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }
}
