package io.carillon.engine.comply.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Content;
import io.carillon.model.Payload;
import io.carillon.testkit.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Words of texts: what they are about, how alike they are, where they come from.
class PhrasesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sex | Live SEX shows tonight
          hate | they shout WHITE,  power!
          alcohol | Cold beer and red wine at seven
          firearms | AR-15 in stock
          tobacco | The dispensary on 5th opens at nine
          """)
  void knowsCategoriesByTheirWords(String category, String text) {
    assertThat(Category.of(Phrases.of(text))).containsExactly(Category.of(category));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Meet me at the wine shop, it has a red door
          Same-sex marriage register opens on Monday
          Remember to weed the garden
          Your glue gun has shipped
          Delta 5 boards at gate 18+
          Hello World!
          """)
  void oneWordThatMayMeanAnythingIsNotEnough(String text) {
    assertThat(Category.of(Phrases.of(text))).isEmpty();
  }

  @Test
  void textsThatDifferInANameOrADigitAreAlike() {
    long one = print("Hi Tom, your order 1234 is ready for collection at the Main Street store.");
    long two = print("Hi Anna, your order 9876 is ready for collection at the Main Street store.");
    long other = print("Meeting moved to 3pm in room 204, please bring the signed contract along.");

    assertThat(Long.bitCount(one ^ two)).isLessThanOrEqualTo(12);
    assertThat(Long.bitCount(one ^ other)).isGreaterThan(16);
  }

  private static long print(String text) {
    return Phrases.of(text).fingerprint();
  }

  @Test
  void forgetsTheTextThatWasSeenLongestAgo() {
    var bursts = new Bursts();
    long window = 1_000_000;
    long[] texts = new java.util.Random(1).longs(65).toArray();

    for (int i = 0; i < 64; i++) {
      assertThat(bursts.add(Samples.ACCOUNT, texts[i], i, window)).isEqualTo(1);
    }
    assertThat(bursts.add(Samples.ACCOUNT, texts[0], 70, window)).isEqualTo(2);
    assertThat(bursts.add(Samples.ACCOUNT, texts[64], 71, window)).isEqualTo(1);
    assertThat(bursts.add(Samples.ACCOUNT, texts[0], 72, window)).isEqualTo(3);
    assertThat(bursts.add(Samples.ACCOUNT, texts[1], 73, window)).isEqualTo(1);
  }

  @Test
  void readsAllThatAPersonReads() {
    var choice = new Content.Choice("Buy", "buy", "https://bit.ly/a");
    assertThat(
            Spoken.of(new Content.Choices("Now?", Content.Choices.Style.BUTTONS, List.of(choice))))
        .isEqualTo("Now? Buy https://bit.ly/a");
    assertThat(
            Spoken.of(
                new Content.Cards(
                    "", false, List.of(new Content.Card("Title", "Body", "", List.of(choice))))))
        .isEqualTo(" Title Body Buy https://bit.ly/a");
    assertThat(
            Spoken.of(
                new Content.Media("Look", List.of(new Content.Item("https://x/y", "", "A cat")))))
        .isEqualTo("Look A cat");
    assertThat(Spoken.of(new Content.Template("t", "en", Map.of("1", "Anna")))).isEqualTo("Anna");
    assertThat(Spoken.of(new Content.File("https://x/y.pdf", "", "y.pdf", "Yours")))
        .isEqualTo("Yours");
    assertThat(Spoken.of(new Content.Flash("Now"))).isEqualTo("Now");
    assertThat(Spoken.of(new Content.Binary(new Payload(new byte[] {1, 2}), Optional.empty())))
        .isEmpty();
  }
}
