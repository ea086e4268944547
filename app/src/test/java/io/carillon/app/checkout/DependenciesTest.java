package io.carillon.app.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class DependenciesTest {
  private static final String RENEW =
      "if a dependency was changed on purpose, run java tools/Bill.java and commit what it writes;"
          + " else the file is not the one that everybody built with";
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
    for (var pom : modules()) {
      if (!pom.getParent().equals(Checkout.root())) {
        assertThat(texts(parse(pom), "//dependency/version | //plugin/version"))
            .as("%s", pom)
            .isEmpty();
      }
    }
  }

  /// What was written down of a file that Maven resolves.
  private record Listed(String sum, String use) {}

  private static Map<String, Listed> listed() throws IOException {
    var listed = new TreeMap<String, Listed>();
    for (var line : Checkout.read("dependencies.sha256").lines().toList()) {
      if (!line.startsWith("#")) {
        var cells = line.split("  ", -1);
        listed.put(cells[1], new Listed(cells[0], cells[2]));
      }
    }
    return listed;
  }

  /// The coordinates of a jar in Maven's local store, `.../group/name/version/name-version.jar`;
  /// empty for a file of our own.
  private static Optional<String> coordinates(Path jar, Path store) {
    if (!jar.startsWith(store) || jar.getFileName().toString().startsWith("carillon-")) {
      return Optional.empty();
    }
    var version = jar.getParent();
    var name = version.getParent();
    var group = store.relativize(name.getParent()).toString().replace(File.separatorChar, '.');
    var usual = name.getFileName() + "-" + version.getFileName();
    var file = jar.getFileName().toString().replaceFirst("\\.jar$", "");
    var classifier = file.equals(usual) ? "" : ":" + file.substring(usual.length() + 1);
    return Optional.of(group + ":" + name.getFileName() + ":" + version.getFileName() + classifier);
  }

  @Test
  void everyFileOfThisRunIsTheOneThatWasWrittenDown() throws Exception {
    var listed = listed();
    var jars =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> entry.endsWith(".jar"))
            .map(Path::of)
            .toList();
    var store = store(jars);
    int compared = 0;
    for (var jar : jars) {
      var coordinates = coordinates(jar, store);
      if (coordinates.isPresent()) {
        assertThat(listed).as(RENEW).containsKey(coordinates.get());
        assertThat(sha256(jar))
            .as("%s: %s", jar, RENEW)
            .isEqualTo(listed.get(coordinates.get()).sum());
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(40);
  }

  /// The compiler's checks and the formatter are on no class path; where they are in the store,
  /// they are the same.
  @Test
  void whatChecksOurSourcesIsWhatWasWrittenDown() throws Exception {
    var store =
        store(
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .toList());
    for (var one : listed().entrySet()) {
      var cells = one.getKey().split(":", -1);
      var classifier = cells.length > 3 ? "-" + cells[3] : "";
      var jar =
          store
              .resolve(cells[0].replace('.', '/'))
              .resolve(cells[1])
              .resolve(cells[2])
              .resolve(cells[1] + "-" + cells[2] + classifier + ".jar");
      if (Files.exists(jar)) {
        assertThat(sha256(jar)).as("%s: %s", jar, RENEW).isEqualTo(one.getValue().sum());
      }
    }
    for (var name : processors()) {
      assertThat(listed().keySet()).as(RENEW).anyMatch(key -> key.contains(":" + name + ":"));
    }
  }

  private static Set<String> processors() throws Exception {
    var names = new TreeSet<String>();
    for (var module : modules()) {
      names.addAll(texts(parse(module), "//annotationProcessorPaths/path/artifactId"));
    }
    return names;
  }

  private static List<Path> modules() throws IOException {
    try (var folders = Files.list(Checkout.root())) {
      return Stream.concat(Stream.of(Checkout.root()), folders)
          .map(folder -> folder.resolve("pom.xml"))
          .filter(Files::exists)
          .toList();
    }
  }

  @Test
  void theBillOfMaterialsHoldsWhatIsShippedAndNothingElse() throws Exception {
    var shipped = new TreeMap<String, String>();
    listed()
        .forEach((key, one) -> {
          if (one.use().equals("runtime")) {
            shipped.put(key, one.sum());
          }
        });
    var billed = new TreeMap<String, String>();
    var bill = new JsonMapper().readTree(Checkout.read("sbom.cdx.json"));
    assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
    for (var part : bill.path("components")) {
      var purl = part.path("purl").asText();
      var classifier = purl.replaceFirst(".*classifier=([^&]*).*|.*", "$1");
      billed.put(
          part.path("group").asText()
              + ":"
              + part.path("name").asText()
              + ":"
              + part.path("version").asText()
              + (classifier.isEmpty() ? "" : ":" + classifier),
          part.path("hashes").path(0).path("content").asText());
    }

    assertThat(billed).as(RENEW).isEqualTo(shipped);
  }

  /// Where slf4j-api lies, four folders up: `org/slf4j/slf4j-api/<version>/`.
  private static Path store(List<Path> jars) {
    var known =
        jars.stream()
            .filter(jar -> jar.getFileName().toString().startsWith("slf4j-api-"))
            .findFirst()
            .orElseThrow();
    return known.resolve("../../../../..").normalize();
  }

  private static String sha256(Path file) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
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
