package io.carillon.engine.comply.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The shipped spam model: that training writes it, how well it does, what it must let pass. With
/// the system property `carillon.rewrite=true` weights and measure are written anew.
class SpamModelTest {
  private static final long SEED = 2011;
  private static final boolean REWRITES = Boolean.getBoolean("carillon.rewrite");
  private static final Path WEIGHTS =
      Path.of("src/main/resources/io/carillon/engine/comply/content/spam.weights");
  private static final Path PAGE = Path.of("../docs/internals/spam.md");

  /// Each text once: exact duplicates leave before anything is split.
  private static List<SpamTraining.Sample> corpus() {
    var all = SpamTraining.Sample.read("sms-spam-collection.tsv");
    var each = new ArrayList<>(new LinkedHashSet<>(all));
    assertThat(all.size() - each.size()).isEqualTo(403);
    return each;
  }

  private static List<SpamTraining.Sample> today() {
    return SpamTraining.Sample.read("today.tsv");
  }

  @Test
  void theShippedWeightsAreWhatTrainingWrites() throws IOException {
    var samples = corpus();
    samples.addAll(today());

    var trained = SpamTraining.of(samples, SEED).model().octets();

    if (REWRITES) {
      Files.write(WEIGHTS, trained);
    }
    assertThat(Files.readAllBytes(WEIGHTS))
        .as("run the test with -Dcarillon.rewrite=true")
        .isEqualTo(trained)
        .hasSize(SpamFeatures.BUCKETS + 12);
  }

  @Test
  @Tag("slow")
  void doesAtLeastAsWellAsPublishedOnTextsThatItHasNotSeen() throws IOException {
    var found = SpamMeasure.crossValidation(corpus(), today(), SEED);

    assertThat(found.shipped().accuracy()).isGreaterThanOrEqualTo(0.9888);
    assertThat(found.shipped().hamBlocked()).isZero();
    assertThat(found.shipped().spamBlocked()).isGreaterThan(450);
    assertThat(found.today().hamBlocked()).isZero();
    held(
        found.shipped().row("as shipped, an octet a weight")
            + "\n"
            + found.exact().row("before, a double a weight")
            + "\n"
            + found.today().row("`today.tsv`, held out likewise"));
  }

  /// Holds the page's table to these rows, or writes them.
  private static void held(String rows) throws IOException {
    var page = Files.readString(PAGE);
    int start = page.indexOf("| as shipped");
    int end = page.indexOf("\n\n", start);
    if (REWRITES) {
      Files.writeString(PAGE, page.substring(0, start) + rows + page.substring(end));
    } else {
      assertThat(page.substring(start, end))
          .as("run the test with -Dcarillon.rewrite=true")
          .isEqualTo(rows);
    }
  }

  @Test
  void aTextOfTheDocumentsPasses() {
    var model = SpamModel.shipped();

    assertThat(Letters.read("documented.txt").lines())
        .hasSize(7)
        .allSatisfy(text -> assertThat(model.read(text).probability()).isLessThan(0.5));
  }

  @Test
  void tellsPlainSpamFromPlainTexts() {
    var model = SpamModel.shipped();

    var spam =
        model.read(
            "WINNER!! You have been selected to receive a £1000 cash prize! Call 09061701461 now."
                + " Claim code KL341. Valid 12 hours only.");

    assertThat(spam.probability()).isGreaterThan(0.99);
    assertThat(spam.words() + spam.runs() + spam.shape()).isPositive();
    assertThat(model.read("See you at the station at six, I will bring the tickets.").probability())
        .isLessThan(0.1);
    assertThat(model.read("").probability()).isLessThan(0.5);
  }

  @Test
  void lettersThatOnlyLookLatinAreReadAsLatin() {
    var model = SpamModel.shipped();
    String plain = "Free entry! Win a prize, text WIN to 87121 now, cost 150p";
    String disguised = "Frее entry! Wіn а рrizе, tехt WΙN tо 87121 now, cost 150p";

    assertThat(disguised).isNotEqualTo(plain);
    assertThat(model.read(disguised).probability())
        .isCloseTo(model.read(plain).probability(), within(0.01));
  }

  @Test
  void saysNothingOfScriptsThatItHasNotLearnt() {
    var model = SpamModel.shipped();

    assertThat(model.read("Привет, ваш код подтверждения 123456").probability()).isZero();
    assertThat(model.read("您的验证码是 123456，五分钟内有效").probability()).isZero();
    assertThat(model.read("Ihr Termin: Dienstag, 10:30 Uhr. Grüße!").probability())
        .isBetween(0.000_001, 0.5);
  }

  @Test
  void readsOnlyTheBeginningOfALongText() {
    var model = SpamModel.shipped();
    String talk = "a day in the life ".repeat(200);

    assertThat(model.read(talk))
        .isEqualTo(model.read(talk.substring(0, SpamFeatures.CHARACTERS_MAX) + " WIN £1000 NOW"));
  }

  @Test
  void anyTextHasAProbability() {
    var model = SpamModel.shipped();
    var random = new Random(7);

    for (int i = 0; i < 2_000; i++) {
      var text = new StringBuilder();
      int length = random.nextInt(200);
      for (int j = 0; j < length; j++) {
        text.append((char) random.nextInt(i % 2 == 0 ? 0x10000 : 0x250));
      }
      assertThat(model.read(text.toString()).probability()).isBetween(0.0, 1.0);
    }
  }
}
