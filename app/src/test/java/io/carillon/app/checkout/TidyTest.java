package io.carillon.app.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TidyTest {
  private static final String PACKAGE = "src/main/java/io/carillon/";

  @TempDir static Path seeded;
  static String found = "";

  @Test
  void theTreeIsTidy() throws Exception {
    var ran = tidy(Checkout.root());

    assertThat(ran.said()).isEmpty();
    assertThat(ran.code()).isZero();
  }

  @BeforeAll
  static void seedOffences() throws Exception {
    for (var module : new String[] {"engine", "store", "app"}) {
      write(module + "/" + PACKAGE + "package-info.java", "@NullMarked\npackage io.carillon;");
    }
    seedTexts();
    seedDeclarations();
    seedStatements();
    seedCalls();

    var ran = tidy(seeded);

    found = ran.said();
    assertThat(ran.code()).isEqualTo(1);
  }

  private static void seedTexts() throws IOException {
    write("store/" + PACKAGE + "LongFile.java", "\n".repeat(401));
    write("testkit/src/main/java/Contract.java", "\n".repeat(600));
    write("store/src/test/java/LongTest.java", "\n".repeat(601));
    write("store/src/test/java/FairTest.java", "\n".repeat(600));
    write("store/" + PACKAGE + "Wide.java", "// " + "x".repeat(98));
    write("store/" + PACKAGE + "Linking.java", "// https://example.org/" + "x".repeat(98));
    write("store/" + PACKAGE + "OldDoc.java", "/" + "** Says. */\nclass OldDoc {}");
    write("store/" + PACKAGE + "Signed.java", "/// @" + "author me\nclass Signed {}");
    write("store/" + PACKAGE + "Owing.java", "// TO" + "DO: later\nclass Owing {}");
    write("store/" + PACKAGE + "Promising.java", "// TO" + "DO #12: later\nclass Promising {}");
    write("store/" + PACKAGE + "bare/Bare.java", "class Bare {}");
    write("store/" + PACKAGE + "nullable/package-info.java", "package io.carillon.nullable;");
    write("store/" + PACKAGE + "util/package-info.java", "@NullMarked\npackage io.carillon.util;");
  }

  private static void seedDeclarations() throws IOException {
    write("store/" + PACKAGE + "LongMethod.java", method("LongMethod", 59, ""));
    write("store/" + PACKAGE + "FairMethod.java", method("FairMethod", 58, ""));
    write("store/" + PACKAGE + "TableMethod.java", method("TableMethod", 90, "// table"));
    write("store/" + PACKAGE + "Known.java", method("Known", 63, ""));
    write("store/" + PACKAGE + "Grown.java", method("Grown", 63, ""));
    write("store/" + PACKAGE + "Shrunk.java", method("Shrunk", 63, ""));
    write(
        "tools/tidy-baseline.txt",
        """
        store/src/main/java/io/carillon/Known.java Known.run 65
        store/src/main/java/io/carillon/Grown.java Grown.run 64
        store/src/main/java/io/carillon/Shrunk.java Shrunk.run 66
        store/src/main/java/io/carillon/Gone.java Gone.run 70
        """);
    var seven = "(int a, int b, int c, int d, int e, int f, int g)";
    write("store/" + PACKAGE + "Many.java", "class Many { void run" + seven + " {} }");
    write("store/" + PACKAGE + "Row.java", "record Row" + seven + " { Row { a(); } }");
    write("store/" + PACKAGE + "LaneManager.java", "class LaneManager {}");
    write("store/" + PACKAGE + "Outer.java", "class Outer { record AbstractLane() {} }");
    write("store/" + PACKAGE + "Database.java", "class Database { record Defaults() {} }");
    write("store/" + PACKAGE + "Bean.java", "class Bean { int getAge() { return 1; } }");
    write(
        "store/" + PACKAGE + "Bound.java", "class Bound { @Override int getAge() { return 1; } }");
  }

  private static void seedStatements() throws IOException {
    write(
        "store/" + PACKAGE + "Deaf.java",
        body("try { a(); } catch (IOException | Exception e) {}"));
    write("store/" + PACKAGE + "Keen.java", body("try { a(); } catch (IOException e) {}"));
    write("store/" + PACKAGE + "Colour.java", "enum Colour { RED, GREEN(1); int RANK = 1; }");
    write(
        "store/" + PACKAGE + "Shape.java",
        "sealed interface Shape { record Dot() implements Shape {} }");
    write(
        "store/" + PACKAGE + "Picks.java", body("switch (x) { case RED -> a(); default -> b(); }"));
    write(
        "store/" + PACKAGE + "Takes.java",
        body("a = switch (x) { case Shape.Dot() -> 1; default -> 2; };"));
    write(
        "store/" + PACKAGE + "Names.java",
        body("a = switch (x) { case Dot d -> 1; default -> 2; };"));
    write(
        "store/" + PACKAGE + "Words.java",
        body("a = switch (x) { case \"RED\" -> 1; default -> 2; };"));
    write(
        "store/" + PACKAGE + "Ranks.java",
        body("a = switch (x) { case RANK -> 1; default -> 2; };"));
  }

  private static void seedCalls() throws IOException {
    write("engine/" + PACKAGE + "Now.java", body("var a = Instant.now();"));
    write("store/" + PACKAGE + "Now.java", body("var a = Instant.now();"));
    write("engine/src/test/java/NowTest.java", body("var a = Instant.now();"));
    write("engine/" + PACKAGE + "Ticks.java", body("a(System::nanoTime);"));
    write("engine/" + PACKAGE + "Chance.java", body("var a = new java.util.Random(7);"));
    write("engine/" + PACKAGE + "Ids.java", body("var a = UUID.randomUUID();"));
    write("engine/" + PACKAGE + "Permits.java", "import java.util.concurrent.Semaphore;");
    write(
        "engine/" + PACKAGE + "Futures.java",
        body("java.util.concurrent.CompletableFuture.runAsync(a);"));
    write("engine/" + PACKAGE + "Waits.java", body("queue.poll(5, TimeUnit.SECONDS);"));
    write("engine/" + PACKAGE + "Converts.java", body("var a = TimeUnit.SECONDS.toNanos(5);"));
    write("engine/src/test/java/SleepTest.java", body("Thread.sleep(5);"));
    write("store/" + PACKAGE + "Quits.java", body("System.exit(1);"));
    write("app/" + PACKAGE + "Quits.java", body("System.exit(1);"));
    write("app/" + PACKAGE + "Prints.java", body("problem.printStackTrace();"));
    write("store/" + PACKAGE + "Tells.java", body("a(token.equals(shown));"));
    write("store/" + PACKAGE + "Reveals.java", body("a(shown.equals(key.reveal()));"));
    write("store/" + PACKAGE + "Compares.java", body("a(Arrays.equals(mac, itsSignature()));"));
    write("store/" + PACKAGE + "Reads.java", body("a(token.equals(\"close\"));"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LongFile.java:401        | 401 lines, 400 at most
          LongTest.java:601        | 601 lines, 600 at most
          Wide.java:1              | longer than 100 columns
          OldDoc.java:1            | documentation with ///
          Signed.java:1            | no author tags
          Owing.java:1             | name the issue
          bare/package-info.java:1 | missing
          nullable/package-info.java:1 | @NullMarked
          util/package-info.java:1 | name the package after what it does
          LongMethod.java:2        | run: 61 lines, 60 at most
          Grown.java:2             | run: 65 lines, 64 at most
          Shrunk.java:2            | shrank to 65 lines
          tidy-baseline.txt:1      | Gone.run
          Many.java:1              | over 6 parameters
          LaneManager.java:1       | say what LaneManager does
          Outer.java:1             | say what AbstractLane does
          Bean.java:1              | accessors are bare
          Deaf.java:3              | swallows all
          Picks.java:3             | no default over our own types
          Takes.java:3             | no default over our own types
          Names.java:3             | no default over our own types
          engine/src/main/java/io/carillon/Now.java:3 | ask the Clock
          Ticks.java:3             | ask the Clock for ticks
          Chance.java:3            | take a seeded source
          Ids.java:3               | ask Ids
          Permits.java:1           | use a Gate
          Futures.java:3           | no CompletableFuture in engine
          Waits.java:3             | no timed wait
          SleepTest.java:3         | tests do not sleep
          store/src/main/java/io/carillon/Quits.java:3 | only app ends the process
          Prints.java:3            | log it once
          Tells.java:3             | a secret is compared by MessageDigest.isEqual
          Reveals.java:3           | a secret is compared by MessageDigest.isEqual
          Compares.java:3          | a secret is compared by MessageDigest.isEqual
          """)
  void findsEachOffence(String place, String advice) {
    assertThat(found.lines().filter(line -> line.contains(place + ": ")))
        .anySatisfy(line -> assertThat(line).contains(advice));
  }

  @ParameterizedTest
  @CsvSource({
    "FairTest",
    "Contract",
    "Linking",
    "Promising",
    "FairMethod",
    "TableMethod",
    "Known",
    "Row",
    "Database",
    "Bound",
    "Keen",
    "Words",
    "Ranks",
    "store/src/main/java/io/carillon/Now",
    "NowTest",
    "Converts",
    "Reads",
    "app/src/main/java/io/carillon/Quits"
  })
  void leavesTheRestAlone(String file) {
    assertThat(found).doesNotContain(file + ".java:");
  }

  private static String body(String statement) {
    return "class A {\n  void run() throws Exception {\n    " + statement + "\n  }\n}\n";
  }

  private static String method(String type, int statements, String comment) {
    return "class %s {\n  void run() {%s\n%s  }\n}\n"
        .formatted(type, comment, "    a();\n".repeat(statements));
  }

  private static void write(String path, String text) throws IOException {
    var file = seeded.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static Checkout.Ran tidy(Path tree) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return Checkout.start(Checkout.root(), Map.of(), java, "tools/Tidy.java", tree.toString())
        .end();
  }
}
