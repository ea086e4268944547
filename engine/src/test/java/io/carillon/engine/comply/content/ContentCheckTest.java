package io.carillon.engine.comply.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.comply.Cases;
import io.carillon.engine.comply.Check.Verdict;
import io.carillon.engine.comply.Policy;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Purpose;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryMeters;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ContentCheckTest {
  private static final SpamModel MODEL = SpamModel.shipped();
  private static final String SPAM =
      "WINNER!! You have been selected to receive a £1000 cash prize! Call 09061701461 now.";

  private final Policy<ContentPolicy> policy = ContentPolicy.policy();
  private final ManualClock clock = new ManualClock();
  private final MemoryMeters meters = new MemoryMeters();
  private final ContentCheck check = new ContentCheck(MODEL, policy, clock, meters);

  private Verdict of(String text, Purpose purpose, Directory directory) {
    return check.of(Cases.saying(text, purpose, directory));
  }

  private Directory having(String... words) {
    var facts = new java.util.HashMap<String, String>();
    for (int i = 0; i < words.length; i += 2) {
      facts.put(words[i], words[i + 1]);
    }
    return Cases.having(policy, facts);
  }

  @Test
  void refusesWhatIsPromotionalAndBeyondDoubtSpam() {
    var verdict = of(SPAM, Purpose.PROMOTIONAL, Directory.EMPTY);

    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    var refusal = ((Verdict.Refused) verdict).refusal();
    assertThat(refusal.fault()).isEqualTo(Fault.SPAM);
    assertThat(refusal.field()).isEqualTo("text");
    assertThat(refusal.detail())
        .matches(
            "Refused for what it says: like spam with probability 1\\.000, above 0\\.99"
                + " \\(words [+-][0-9.]+, runs of characters [+-][0-9.]+, shape [+-][0-9.]+\\)\\.");
    assertThat(meters.counted("content.found", "rule", "spam", "reaction", "refuse")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Purpose.class,
      names = {"OTP", "TRANSACTIONAL"})
  void onlyMarksWhatIsNot(Purpose purpose) {
    var verdict = of(SPAM, purpose, Directory.EMPTY);

    assertThat(verdict).isInstanceOf(Verdict.Marked.class);
    assertThat(((Verdict.Marked) verdict).note())
        .startsWith("like spam with probability 1.000, above 0.99 (")
        .doesNotContain("WINNER", "prize", "09061701461");
    assertThat(meters.counted("content.found", "rule", "spam", "reaction", "mark")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void everyTextOfTheDocumentsPasses(Purpose purpose) {
    assertThat(Letters.read("documented.txt").lines())
        .isNotEmpty()
        .allSatisfy(
            text -> assertThat(of(text, purpose, Directory.EMPTY)).isEqualTo(Verdict.PASSED));
  }

  @Test
  void whatHasNoWordsPasses() {
    assertThat(of(" \n", Purpose.PROMOTIONAL, Directory.EMPTY)).isEqualTo(Verdict.PASSED);
  }

  @Test
  void anAccountMovesTheBounds() {
    assertThat(of(SPAM, Purpose.PROMOTIONAL, having("spam_refuse_above", "1")))
        .isInstanceOf(Verdict.Marked.class);
    assertThat(
            of(SPAM, Purpose.PROMOTIONAL, having("spam_refuse_above", "1", "spam_mark_above", "1")))
        .isEqualTo(Verdict.PASSED);
    assertThat(of("Hello World!", Purpose.PROMOTIONAL, having("spam_refuse_above", "0")))
        .isInstanceOf(Verdict.Refused.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          shorteners | Your invoice: https://bit.ly/3xYz | it links through a public URL shortener
          lookalikes | Sign in at https://аррӏе.com/id | a link looks like another host
          forbidden | Fresh vodka for you at the corner | it is about alcohol
          """)
  void aRuleIsOffUntilItIsSet(String rule, String text, String why) {
    assertThat(of(text, Purpose.TRANSACTIONAL, Directory.EMPTY)).isEqualTo(Verdict.PASSED);
    assertThat(of(text, Purpose.TRANSACTIONAL, having(rule, "mark")))
        .isEqualTo(new Verdict.Marked(why));
    var refused = of(text, Purpose.OTP, having(rule, "refuse"));
    assertThat(((Verdict.Refused) refused).refusal().detail())
        .isEqualTo("Refused for what it says: " + why + ".");
  }

  @Test
  void tellsOfAllThatWasFoundWhereOneOfItRefuses() {
    var set = having("shorteners", "refuse", "forbidden", "mark", "forbidden_words", "Koala");

    var verdict = of("A koala? See https://bit.ly/koala", Purpose.TRANSACTIONAL, set);

    assertThat(((Verdict.Refused) verdict).refusal().detail())
        .isEqualTo(
            "Refused for what it says: it links through a public URL shortener; a word that the"
                + " account forbids is in it.");
    assertThat(meters.counted("content.found", "rule", "forbidden", "reaction", "mark"))
        .isEqualTo(1);
  }

  @Test
  void namesTheBrandThatALinkImitates() {
    var set = having("lookalikes", "mark", "brands", "acmebank.com");

    assertThat(of("Log in at acmebank-login.net", Purpose.TRANSACTIONAL, set))
        .isEqualTo(new Verdict.Marked("a link looks like acmebank.com"));
    assertThat(of("Log in at www.acmebank.com", Purpose.TRANSACTIONAL, set))
        .isEqualTo(Verdict.PASSED);
  }

  @Test
  void whatIsAllowedIsNotForbidden() {
    var set = having("forbidden", "refuse", "allowed", "alcohol, tobacco");

    assertThat(of("Vodka and cigars tonight", Purpose.TRANSACTIONAL, set))
        .isEqualTo(Verdict.PASSED);
    assertThat(of("New handguns in store", Purpose.TRANSACTIONAL, set))
        .isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void aBurstIsOfNearlyTheSameText() {
    var set = having("burst", "refuse", "burst_count", "3", "burst_within", "1m");
    var text = "Hi %s, our summer sale begins on Monday at nine, members first. Do come by!";

    for (var name : new String[] {"Tom", "Anna", "Jörg"}) {
      assertThat(of(text.formatted(name), Purpose.TRANSACTIONAL, set)).isEqualTo(Verdict.PASSED);
    }
    assertThat(of("Your parcel is at the door.", Purpose.TRANSACTIONAL, set))
        .isEqualTo(Verdict.PASSED);
    var fourth = of(text.formatted("Ida"), Purpose.TRANSACTIONAL, set);
    assertThat(((Verdict.Refused) fourth).refusal().detail())
        .isEqualTo("Refused for what it says: nearly the same text 4 times within 60 s.");

    clock.advance(Duration.ofMinutes(2));
    assertThat(of(text.formatted("Tom"), Purpose.TRANSACTIONAL, set)).isEqualTo(Verdict.PASSED);
  }

  @ParameterizedTest
  @CsvSource({
    "spam_refuse_above, 2, must be a number from 0 to 1",
    "shorteners, block, 'must be off, mark or refuse'",
    "allowed, gambling, 'must be some of sex, hate, alcohol, firearms, tobacco'",
    "brands, acme, 'must be at most 100 domains such as acme.com, of at most 60 characters'",
    "burst_count, 0, must be a whole number from 1 to 1000000",
  })
  void saysWhatAWordOfThePolicyMustBe(String word, String value, String wrong) {
    assertThat(policy.problems(Map.of(word, value))).isEqualTo(Map.of(word, wrong));
  }
}
