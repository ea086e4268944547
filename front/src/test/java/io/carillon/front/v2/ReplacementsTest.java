package io.carillon.front.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.json.JsonWriter;
import io.carillon.model.Content;
import io.carillon.model.Keepsake;
import io.carillon.wire.text.Transliteration.Depth;
import io.carillon.wire.text.Transliteration.Replaced;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReplacementsTest {
  private static Replacements.Smart smart(String text) {
    return Replacements.in(new Content.Text(text), Optional.of(Depth.READABLE));
  }

  @Test
  void comesBackFromWhatTheMessageKeeps() {
    var smart = smart("“Łódź”");

    assertThat(smart.content()).isEqualTo(new Content.Text("\"Lodz\""));
    assertThat(smart.replaced().count()).isEqualTo(5);
    assertThat(smart.replaced().kinds()).contains(new Replaced("Ł", "L", 1));
    assertThat(Replacements.of(smart.replaced().keepsake())).isEqualTo(smart.replaced());
  }

  @Test
  void whereNothingWasReplacedNothingIsKept() {
    assertThat(smart("plain").replaced()).isEqualTo(Replacements.NONE);
    assertThat(Replacements.NONE.keepsake()).isEqualTo(Keepsake.NONE);
    assertThat(Replacements.of(Keepsake.NONE)).isEqualTo(Replacements.NONE);
    assertThat(Replacements.in(new Content.Text("“"), Optional.empty()).content())
        .isEqualTo(new Content.Text("“"));
    assertThat(smart("“".repeat(4_001)).content()).isEqualTo(new Content.Text("“".repeat(4_001)));
  }

  /// The longest text with the most kinds of characters fits in what a message may keep.
  @Test
  void keepsTheFirstHundredKindsAndTheNumberOfAll() {
    var builder = new StringBuilder();
    for (int codePoint = 0x1D400; codePoint < 0x1D400 + 26 * 20; codePoint++) {
      if (Character.isDefined(codePoint)) {
        builder.appendCodePoint(codePoint);
      }
    }
    var smart = smart(builder + "ş".repeat(500));

    assertThat(smart.replaced().kinds()).hasSize(100);
    assertThat(smart.replaced().count()).isGreaterThan(900);
    assertThat(Replacements.of(smart.replaced().keepsake())).isEqualTo(smart.replaced());
  }

  @Test
  void whatCannotBeReadIsNothing() {
    var random = new SplittableRandom(2);
    for (int round = 0; round < 2_000; round++) {
      byte[] octets = new byte[random.nextInt(30)];
      random.nextBytes(octets);
      if (octets.length > 0) {
        octets[0] = (byte) random.nextInt(2);
      }
      assertThat(Replacements.of(new Keepsake(octets)).kinds()).hasSizeLessThanOrEqualTo(255);
    }
  }

  @Test
  void tellsWhatWasReplaced() {
    var json = new JsonWriter().object();
    new Replacements(2, List.of(new Replaced("–", "-", 2))).write(json);

    assertThat(new String(json.end().bytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"replaced\":{\"count\":2,\"characters\":"
                + "[{\"what\":\"–\",\"by\":\"-\",\"times\":2}]}}");
  }
}
