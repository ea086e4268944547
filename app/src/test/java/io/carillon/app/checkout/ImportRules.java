package io.carillon.app.checkout;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Who may import whom. The poms forbid most of it by what they leave off the class path; here
/// every rule is said again, with those that no pom can say.
final class ImportRules {
  private static final String US = "io.carillon.";

  /// Each module, and what of ours it may import beside itself; `app` may import everything.
  private static final Map<String, List<String>> MAY_IMPORT =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("model", List.of()),
              Map.entry("wire", List.of()),
              Map.entry("engine", List.of("model", "wire.text")),
              Map.entry("store", List.of("model")),
              Map.entry("carriers", List.of("model", "wire")),
              Map.entry("front", List.of("engine", "model", "wire")),
              Map.entry("console", List.of("engine", "model", "wire")),
              Map.entry("sandbox", List.of("model", "wire")),
              Map.entry("bench", List.of("model", "wire")),
              Map.entry("testkit", List.of("model")),
              Map.entry("sim", List.of("testkit", "engine", "model", "wire.text"))));

  /// What the dialects share; every other package directly in `front` is a dialect.
  private static final String[] SHARED_FRONT = {
    US + "front",
    US + "front.arranged..",
    US + "front.person..",
    US + "front.door..",
    US + "front.form..",
    US + "front.json..",
    US + "front.naming..",
    US + "front.markup..",
    US + "front.post..",
    US + "front.usage..",
    US + "front.xml.."
  };

  private ImportRules() {}

  static List<ArchRule> all() {
    var rules = new ArrayList<ArchRule>();
    MAY_IMPORT.forEach((module, others) -> rules.add(importsOnly(module, others)));
    rules.add(modelIsPure());
    rules.add(onlyIn("wire.http", "io.helidon.."));
    rules.add(onlyIn("store", "java.sql..", "javax.sql.."));
    rules.add(
        slices()
            .matching(US + "carriers.(*)..")
            .should()
            .notDependOnEachOther()
            .as("carriers never meet"));
    rules.add(
        slices()
            .matching(US + "front.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAnyPackage(SHARED_FRONT))
            .as("dialects never meet"));
    rules.add(
        slices()
            .matching(US + "engine.(*)..")
            .should()
            .beFreeOfCycles()
            .as("engine features have no cycles"));
    return rules.stream().map(rule -> rule.allowEmptyShould(true)).toList();
  }

  private static ArchRule importsOnly(String module, List<String> others) {
    var allowed = Stream.concat(Stream.of(module), others.stream()).toList();
    return noClasses()
        .that()
        .resideInAPackage(US + module + "..")
        .should()
        .dependOnClassesThat(
            describe("are ours, but not of " + allowed, type -> isOurs(type) && !in(type, allowed)))
        .as(module + " imports only " + others);
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith(US);
  }

  private static boolean in(JavaClass type, List<String> homes) {
    return homes.stream()
        .anyMatch(home -> (type.getPackageName() + ".").startsWith(US + home + "."));
  }

  private static ArchRule modelIsPure() {
    return classes()
        .that()
        .resideInAPackage(US + "model..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            US + "model..",
            "java.lang..",
            "java.math..",
            "java.nio..",
            "java.security..",
            "java.time..",
            "java.util..",
            "org.jspecify..")
        .as("model knows only the language");
  }

  private static ArchRule onlyIn(String home, String... foreign) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(US + home + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(foreign)
        .as("only " + home + " knows " + List.of(foreign));
  }
}
