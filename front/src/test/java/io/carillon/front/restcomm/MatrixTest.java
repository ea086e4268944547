package io.carillon.front.restcomm;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Content.Choices.Style;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixTest {
  /// The page's table, a row each, in the order of its columns.
  @ParameterizedTest
  @CsvSource({
    "sms, 1000000000",
    "mms, 1100000000",
    "rcs, 1111111111",
    "whatsapp, 1111111111",
    "apple, 1111111111",
    "push-android, 1111110000",
    "push-ios, 1111110000",
    "push-web, 1111110000",
    "messenger, 1111111111"
  })
  void isThePagesTable(String channel, String cells) {
    var ticked = Matrix.outbound(Channel.of(channel).orElseThrow());

    int column = 0;
    for (var capability : Capability.values()) {
      assertThat(ticked.contains(capability))
          .as("%s on %s", capability, channel)
          .isEqualTo(cells.charAt(column++) == '1');
    }
  }

  @Test
  void everyContentNeedsWhatItIs() {
    assertThat(lacking(new Content.Text("x"))).isEmpty();
    assertThat(lacking(media("", "https://example.com/a.jpg"))).containsOnly(Capability.IMAGE);
    assertThat(lacking(new Content.Location(1, 2, "", ""))).containsOnly(Capability.LOCATION);
    assertThat(lacking(new Content.Template("a", "en", Map.of())))
        .containsOnly(Capability.TEMPLATE);
    assertThat(lacking(new Content.Choices("x", Style.BUTTONS, List.of())))
        .containsOnly(Capability.CHOICES);
    assertThat(lacking(new Content.Cards("x", true, List.of()))).containsOnly(Capability.CARDS);
    assertThat(lacking(new Content.Contact("A", "BEGIN:VCARD"))).containsOnly(Capability.CONTACT);
    assertThat(lacking(new Content.File("http://x.example", "", "a", "")))
        .containsOnly(Capability.FILE);
  }

  @Test
  void mediaNeedWhatTheirUrlsTell() {
    var channel = Channel.MMS;

    assertThat(Matrix.lacking(channel, media("x", "https://example.com/a.JPG?v=b.mp4"))).isEmpty();
    assertThat(Matrix.lacking(channel, media("x", "https://example.com/plain"))).isEmpty();
    assertThat(
            Matrix.lacking(channel, media("", "https://example.com/a.mp4", "https://b.de/c.ogg")))
        .containsOnly(Capability.VIDEO, Capability.AUDIO);
    assertThat(Matrix.lacking(channel, media("", "https://example.com/a.pdf#x.jpg")))
        .containsOnly(Capability.FILE);
    assertThat(Matrix.lacking(channel, media("", "https://example.com/a.vcf")))
        .containsOnly(Capability.CONTACT);
    assertThat(Matrix.lacking(Channel.PUSH_WEB, media("", "https://x.de/a.mp4"))).isEmpty();
  }

  private static Set<Capability> lacking(Content content) {
    return Matrix.lacking(Channel.SMS, content);
  }

  private static Content media(String body, String... urls) {
    return new Content.Media(
        body, List.of(urls).stream().map(url -> new Content.Item(url, "", "")).toList());
  }
}
