package io.carillon.app.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ArchitectureTest {
  static final List<ArchRule> RULES = ImportRules.all();

  private static JavaClasses product = new ClassFileImporter().importClasses();

  @TempDir Path scratch;

  @BeforeAll
  static void readTheProduct() {
    product =
        new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("io.carillon");
  }

  @ParameterizedTest
  @FieldSource("RULES")
  void theProductObeys(ArchRule rule) {
    rule.check(product);
  }

  @Test
  void theProductIsThere() {
    assertThat(product.contain("io.carillon.model.Message")).isTrue();
    assertThat(product.containPackage("io.carillon.testkit")).isTrue();
  }

  /// In a pair the first class uses the second.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model.A > org.slf4j.Logger           | model knows only the language
          model.A > java.net.http.HttpClient  | model knows only the language
          wire.smpp.A > model.B               | wire imports only []
          engine.lane.A > wire.smpp.B         | engine imports only [model, wire.text]
          engine.lane.A > wire.texts.B        | engine imports only [model, wire.text]
          engine.lane.A > store.B             | engine imports only [model, wire.text]
          engine.lane.A > testkit.B           | engine imports only [model, wire.text]
          store.A > engine.lane.B             | store imports only [model]
          front.pantheon.A > carriers.smpp.B  | front imports only [engine, model, wire]
          carriers.smpp.A > front.pantheon.B  | carriers imports only [model, wire]
          carriers.smpp.A > engine.lane.B     | carriers imports only [model, wire]
          console.A > store.B                 | console imports only [engine, model, wire]
          sandbox.A > carriers.smpp.B         | sandbox imports only [model, wire]
          bench.A > app.B                     | bench imports only [model, wire]
          testkit.A > engine.lane.B           | testkit imports only [model]
          sim.A > store.B                     | sim imports only [testkit, engine, model, wire.text]
          carriers.smpp.A > carriers.mm7.B     | carriers never meet
          front.pantheon.A > front.mycpaas.B  | dialects never meet
          front.json.A > front.pantheon.B     | dialects never meet
          engine.x.A > engine.y.B, engine.y.B > engine.x.A | engine features have no cycles
          front.A > io.helidon.webserver.WebServer | only wire.http knows [io.helidon..]
          wire.smpp.A > io.helidon.webserver.WebServer | only wire.http knows [io.helidon..]
          engine.A > java.sql.Connection      | only store knows [java.sql.., javax.sql..]
          app.A > javax.sql.DataSource        | only store knows [java.sql.., javax.sql..]
          """)
  void aWrongImportBreaksItsRule(String pairs, String rule) throws IOException {
    assertThat(brokenBy(pairs)).containsExactly(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "model.A > model.port.B",
    "engine.lane.A > wire.text.B",
    "engine.lane.A > engine.route.B",
    "front.pantheon.A > front.json.B",
    "front.pantheon.A > front.B",
    "front.pantheon.A > wire.http.B",
    "wire.http.A > io.helidon.webserver.WebServer",
    "store.A > java.sql.Connection",
    "engine.lane.A > org.slf4j.Logger",
    "sim.A > testkit.B",
    "sim.A > wire.text.B",
    "app.A > carriers.smpp.B",
  })
  void aRightImportBreaksNone(String pairs) throws IOException {
    assertThat(brokenBy(pairs)).isEmpty();
  }

  private List<String> brokenBy(String pairs) throws IOException {
    for (var pair : pairs.split(", ", -1)) {
      var ends = pair.split(" > ", -1);
      boolean foreign = ends[1].matches("(java|javax|io|org)\\..*");
      write("io.carillon." + ends[0], foreign ? ends[1] : "io.carillon." + ends[1]);
    }
    var classes = new ClassFileImporter().importPath(scratch);
    return RULES.stream()
        .map(rule -> rule.evaluate(classes))
        .filter(result -> result.hasViolation())
        .map(result -> result.getFailureReport().toString().split("'", 3)[1])
        .toList();
  }

  /// Writes a class with one field, of the type it uses, and that type when it is ours.
  private void write(String user, String used) throws IOException {
    if (used.startsWith("io.carillon.") && Files.notExists(scratch.resolve(used + ".class"))) {
      ClassFile.of().buildTo(scratch.resolve(used + ".class"), ClassDesc.of(used), _ -> {});
    }
    ClassFile.of()
        .buildTo(
            scratch.resolve(user + ".class"),
            ClassDesc.of(user),
            type -> type.withField("used", ClassDesc.of(used), ClassFile.ACC_PRIVATE));
  }
}
