package io.carillon.app.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The tables that name the tests of a promise: each test they name is there.
class PromisesTest {
  /// A class of tests, or one of its tests.
  private static final Pattern NAMED =
      Pattern.compile("`([A-Z]\\w*(?:Test|Contract))(?:\\.(\\w+))?`");

  @Test
  void everyPromiseOfTheReadmeNamesTestsThatAreThere() throws Exception {
    var tests = tests();
    var letters = new ArrayList<String>();
    for (var row : promises()) {
      var cells = row.split("\\|", -1);
      letters.add(cells[1].strip());
      assertThat(cells[3]).as("promise %s", letters.getLast()).containsPattern(NAMED);
      assertThat(missing(row, tests)).as("promise %s", letters.getLast()).isEmpty();
    }
    assertThat(String.join("", letters)).isEqualTo("abcdefghij");
  }

  @Test
  void whatIsSurvivedNamesTestsThatAreThere() throws Exception {
    assertThat(missing(Checkout.read("docs/internals/survival.md"), tests())).isEmpty();
  }

  @Test
  void aTestThatIsGoneIsMissed() throws Exception {
    var tests = tests();

    assertThat(missing("`KillTest`, `GoneTest` and `KillTest.isGone`", tests))
        .containsExactly("`GoneTest`", "`KillTest.isGone`");
  }

  private static List<String> promises() throws IOException {
    return Checkout.read("README.md")
        .lines()
        .dropWhile(line -> !line.equals("## What it promises"))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.matches("\\| [a-z] \\|.*"))
        .toList();
  }

  private static List<String> missing(String text, Map<String, String> tests) {
    return NAMED
        .matcher(text)
        .results()
        .filter(named -> {
          var source = tests.get(named.group(1));
          return source == null
              || (named.group(2) != null && !source.contains(" void " + named.group(2) + "("));
        })
        .map(MatchResult::group)
        .toList();
  }

  /// The sources of all tests, by their names.
  private static Map<String, String> tests() throws IOException {
    var tests = new HashMap<String, String>();
    try (var modules = Files.newDirectoryStream(Checkout.root(), Files::isDirectory)) {
      for (var module : modules) {
        if (Files.isDirectory(module.resolve("src"))) {
          read(module.resolve("src"), tests);
        }
      }
    }
    return tests;
  }

  private static void read(Path sources, Map<String, String> tests) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var name = file.getFileName().toString();
        if (name.matches(".*(Test|Contract)\\.java")) {
          tests.merge(name.replace(".java", ""), Files.readString(file), String::concat);
        }
      }
    }
  }
}
