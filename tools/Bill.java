import module java.base;
import module java.xml;

import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

// What is shipped and built with, by its checksums:
//
//     java tools/Bill.java          asks Maven, and writes dependencies.sha256 and sbom.cdx.json
//
// To be run when a dependency changed; both files belong into the commit. DependenciesTest compares
// what a build really uses with them.

/// One file that Maven resolved.
///
/// @param use runtime (it is shipped), test, or build (it checks or formats our sources)
record Jar(String group, String name, String version, String classifier, String use) {
  String key() {
    return group + ":" + name + ":" + version + (classifier.isEmpty() ? "" : ":" + classifier);
  }

  Path below(Path repository) {
    var file = name + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
    return repository.resolve(group.replace('.', '/')).resolve(name).resolve(version).resolve(file);
  }

  Path pom(Path repository) {
    return below(repository).resolveSibling(name + "-" + version + ".pom");
  }

  String purl() {
    var more = classifier.isEmpty() ? "?type=jar" : "?classifier=" + classifier + "&type=jar";
    return "pkg:maven/" + group + "/" + name + "@" + version + more;
  }
}

static final String OWN = "io.carillon";
static final Pattern LISTED =
    Pattern.compile("^ +([\\w.-]+):([\\w.-]+):jar:(?:([\\w.-]+):)?([\\w.-]+):(\\w+).*$");

void main() throws Exception {
  var root = Path.of(".").toAbsolutePath().normalize();
  var jars = new TreeMap<String, Jar>();
  gather(root, "", jars);
  var tools = Files.createTempDirectory("bill");
  Files.writeString(tools.resolve("pom.xml"), tools(root));
  gather(tools, "build", jars);
  var repository = repository();
  var sums = new TreeMap<String, String>();
  for (var jar : jars.values()) {
    sums.put(jar.key(), sha256(jar.below(repository)));
  }
  Files.writeString(root.resolve("dependencies.sha256"), list(jars, sums));
  Files.writeString(root.resolve("sbom.cdx.json"), bill(jars, sums, repository));
  IO.println(jars.size() + " files; see dependencies.sha256 and sbom.cdx.json");
}

/// Adds what Maven resolves for the project in a folder and its modules. Shipped is what `app`
/// needs to run: what a module of test tools compiles against is not.
static void gather(Path folder, String use, Map<String, Jar> jars) throws Exception {
  var list = Path.of("target", "bill.txt");
  var maven =
      new ProcessBuilder(
              "mvn",
              "-B",
              "-q",
              "-Dquick",
              "compile",
              "dependency:list",
              "-DoutputFile=" + list,
              "-DincludeScope=test")
          .directory(folder.toFile())
          .inheritIO()
          .start();
  if (maven.waitFor() != 0) {
    throw new IOException("Maven could not tell what " + folder + " needs");
  }
  var modules = new ArrayList<Path>();
  try (var folders = Files.list(folder)) {
    Stream.concat(Stream.of(folder), folders)
        .filter(one -> Files.exists(one.resolve(list)))
        .forEach(modules::add);
  }
  for (var module : modules) {
    var ships = module.getFileName().toString().equals("app");
    for (var line : Files.readAllLines(module.resolve(list))) {
      jar(line, use, ships)
          .ifPresent(jar ->
              jars.merge(
                  jar.key(), jar, (old, now) -> rank(now.use()) < rank(old.use()) ? now : old));
    }
  }
}

/// What a line of Maven's list names; empty where that is ours, or nothing.
///
/// @param use empty = shipped, or for the tests
static Optional<Jar> jar(String line, String use, boolean ships) {
  var found = LISTED.matcher(line);
  if (!found.matches() || found.group(1).equals(OWN)) {
    return Optional.empty();
  }
  var scope = ships && !found.group(5).equals("test") ? "runtime" : "test";
  var classifier = found.group(3) == null ? "" : found.group(3);
  return Optional.of(
      new Jar(
          found.group(1), found.group(2), found.group(4), classifier, use.isEmpty() ? scope : use));
}

static int rank(String use) {
  return List.of("runtime", "test", "build").indexOf(use);
}

/// A project that needs what the compiler's checks, its generators and the formatter need.
static String tools(Path root) throws Exception {
  var xpath = XPathFactory.newInstance().newXPath();
  var pom = read(root.resolve("pom.xml"));
  var text = new StringBuilder();
  var modules = new ArrayList<Document>(List.of(pom));
  var names = (NodeList) xpath.evaluate("//modules/module", pom, XPathConstants.NODESET);
  for (int i = 0; i < names.getLength(); i++) {
    modules.add(read(root.resolve(names.item(i).getTextContent()).resolve("pom.xml")));
  }
  var known = new TreeSet<String>();
  for (var module : modules) {
    var paths =
        (NodeList)
            xpath.evaluate("//annotationProcessorPaths/path", module, XPathConstants.NODESET);
    for (int i = 0; i < paths.getLength(); i++) {
      var name = xpath.evaluate("artifactId", paths.item(i));
      if (known.add(name)) {
        text.append(
            dependency(
                xpath.evaluate("groupId", paths.item(i)),
                name,
                version(xpath.evaluate("version", paths.item(i)), name, pom)));
      }
    }
  }
  var format = xpath.evaluate("//googleJavaFormat/version", pom);
  text.append(dependency("com.google.googlejavaformat", "google-java-format", format));
  return """
  <project xmlns="http://maven.apache.org/POM/4.0.0">
    <modelVersion>4.0.0</modelVersion>
    <groupId>io.carillon</groupId><artifactId>tools</artifactId><version>0</version>
    <packaging>pom</packaging>
    <dependencies>%s</dependencies>
    <build><pluginManagement><plugins><plugin>
      <artifactId>maven-dependency-plugin</artifactId><version>%s</version>
    </plugin></plugins></pluginManagement></build>
  </project>
  """
      .formatted(
          text, xpath.evaluate("//plugin[artifactId='maven-dependency-plugin']/version", pom));
}

/// The version of what a path names: its own, a property, or the one that the root manages.
static String version(String told, String name, Document pom) throws Exception {
  var xpath = XPathFactory.newInstance().newXPath();
  if (told.startsWith("${")) {
    var property = told.substring(2, told.length() - 1);
    return xpath.evaluate("/project/properties/*[name()='" + property + "']", pom);
  }
  return told.isEmpty()
      ? xpath.evaluate("//dependencyManagement//dependency[artifactId='" + name + "']/version", pom)
      : told;
}

static String dependency(String group, String name, String version) {
  return """
  <dependency>
    <groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>
  </dependency>
  """
      .formatted(group, name, version);
}

static Path repository() {
  var named = System.getProperty("maven.repo.local", "");
  return named.isEmpty()
      ? Path.of(System.getProperty("user.home"), ".m2", "repository")
      : Path.of(named);
}

static String sha256(Path file) throws Exception {
  var digest = MessageDigest.getInstance("SHA-256");
  return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
}

static String list(Map<String, Jar> jars, Map<String, String> sums) {
  var text = new StringBuilder("# Every file that Maven resolves: SHA-256, coordinates, use.\n");
  text.append("# Made by java tools/Bill.java; compared by DependenciesTest.\n");
  jars.forEach((key, jar) ->
      text.append(sums.get(key))
          .append("  ")
          .append(key)
          .append("  ")
          .append(jar.use())
          .append('\n'));
  return text.toString();
}

// ---- the bill of what is shipped: CycloneDX 1.6 ----

static String bill(Map<String, Jar> jars, Map<String, String> sums, Path repository)
    throws Exception {
  var rows = new ArrayList<String>();
  for (var jar : jars.values()) {
    if (jar.use().equals("runtime")) {
      rows.add(component(jar, sums.get(jar.key()), licences(jar.pom(repository), repository)));
    }
  }
  return """
  {
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "version": 1,
    "metadata": {
      "component": {"type": "application", "group": "io.carillon", "name": "carillon"}
    },
    "components": [
  %s
    ]
  }
  """
      .formatted(String.join(",\n", rows));
}

static String component(Jar jar, String sum, List<String> licences) {
  var named =
      licences.stream()
          .map(name -> "{\"license\": {\"name\": " + quoted(name) + "}}")
          .collect(Collectors.joining(", "));
  return """
  {
    "type": "library",
    "bom-ref": %s,
    "group": %s,
    "name": %s,
    "version": %s,
    "purl": %s,
    "hashes": [{"alg": "SHA-256", "content": "%s"}],
    "licenses": [%s]
  }\
  """
      .indent(4)
      .formatted(
          quoted(jar.purl()),
          quoted(jar.group()),
          quoted(jar.name()),
          quoted(jar.version()),
          quoted(jar.purl()),
          sum,
          named)
      .stripTrailing();
}

static String quoted(String text) {
  return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
}

/// As the artifact's own description says, or that of its parents.
static List<String> licences(Path pom, Path repository) throws Exception {
  var xpath = XPathFactory.newInstance().newXPath();
  for (var next = pom; Files.exists(next); ) {
    var document = read(next);
    var names =
        (NodeList)
            xpath.evaluate("/project/licenses/license/name", document, XPathConstants.NODESET);
    var found = new ArrayList<String>();
    for (int i = 0; i < names.getLength(); i++) {
      found.add(names.item(i).getTextContent().strip().replaceAll("\\s+", " "));
    }
    if (!found.isEmpty()) {
      return found;
    }
    var parent = "/project/parent/";
    var group = xpath.evaluate(parent + "groupId", document);
    if (group.isEmpty()) {
      return List.of();
    }
    next =
        new Jar(
                group,
                xpath.evaluate(parent + "artifactId", document),
                xpath.evaluate(parent + "version", document),
                "",
                "")
            .pom(repository);
  }
  return List.of();
}

static Document read(Path file) throws Exception {
  return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
}
