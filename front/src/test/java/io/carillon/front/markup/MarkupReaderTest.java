package io.carillon.front.markup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.markup.MarkupReader.Read;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupReaderTest {
  private static Read read(String document) {
    return MarkupReader.read(document.getBytes(UTF_8), Optional.empty());
  }

  private static Element good(String document) {
    return ((Read.Good) read(document)).root();
  }

  @Test
  void readsWhatTheOfficialLibraryWrites() {
    var root =
        good(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Message to=\"+1\""
                + " action=\"/cb\" method=\"POST\"><Body>hi &amp; &lt;b&gt;</Body>"
                + "<Media>https://e.x/a.png</Media></Message>"
                + "<Redirect method=\"GET\">/next</Redirect></Response>");

    assertThat(root.name()).isEqualTo("Response");
    var message = root.children().getFirst();
    assertThat(message.attributes())
        .isEqualTo(Map.of("to", "+1", "action", "/cb", "method", "POST"));
    assertThat(message.children("Body").getFirst().text()).isEqualTo("hi & <b>");
    assertThat(message.children("Media").getFirst().text()).isEqualTo("https://e.x/a.png");
    assertThat(root.children().getLast().attribute("method")).contains("GET");
  }

  @Test
  void takesTextFromBetweenCommentsAndOutOfCdata() {
    var root = good("<R>a<!-- no --><![CDATA[<b>]]>&#x1F600;<?x y?> c</R>");

    assertThat(root.text()).isEqualTo("a<b>😀 c");
  }

  @Test
  void theContentTypeNamesTheCharset() {
    var latin = "<R>Grüße</R>".getBytes(ISO_8859_1);

    assertThat(MarkupReader.read(latin, Optional.of(ISO_8859_1)))
        .isEqualTo(new Read.Good(new Element("R", Map.of(), java.util.List.of(), "Grüße")));
    assertThat(MarkupReader.read(latin, Optional.empty())).isInstanceOf(Read.Bad.class);
    var wide = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><R>Grüße</R>".getBytes(UTF_16);
    assertThat(MarkupReader.read(wide, Optional.empty())).isInstanceOf(Read.Good.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no markup",
        "<R>",
        "<R></Q>",
        "<R/><R/>",
        "<R>&nbsp;</R>",
        "<R a='1' a='2'/>",
        "<!DOCTYPE R><R/>",
        "<!DOCTYPE R SYSTEM \"file:///etc/passwd\"><R/>",
        "<!DOCTYPE R [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><R>&x;</R>",
        "<!DOCTYPE R [<!ENTITY % x SYSTEM \"http://127.0.0.1:1/x\"> %x;]><R/>",
        "<!DOCTYPE R [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
            + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><R>&c;</R>",
        "<R xmlns:x='y' >\u0000</R>"
      })
  void refusesWhatIsNotStrictXmlOrHasADocumentType(String document) {
    assertThat(read(document)).isInstanceOf(Read.Bad.class);
  }

  @Test
  void saysWhereItBrokeAndNotAtWhat() {
    var bad = (Read.Bad) read("<R>\n  <secret word>\n</R>");

    assertThat(bad.why()).startsWith("it is not well-formed at line 2").doesNotContain("secret");
  }

  @Test
  void boundsElementsAndDepth() {
    assertThat(read("<R>" + "<a/>".repeat(MarkupReader.ELEMENTS_MAX) + "</R>"))
        .isEqualTo(new Read.Bad("it has more than 500 elements"));
    assertThat(read("<a>".repeat(1_000) + "</a>".repeat(1_000)))
        .isEqualTo(new Read.Bad("its elements are nested deeper than 16"));
  }

  @Test
  void randomOctetsNeitherCrashNorHang() {
    var random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      var octets = new byte[random.nextInt(64)];
      random.nextBytes(octets);
      if (octets.length > 3) {
        octets[0] = '<';
      }

      assertThat(MarkupReader.read(octets, Optional.empty())).isNotNull();
    }
  }

  @Test
  void aNameIsShownWithoutOddities() {
    assertThat(MarkupReader.shown("Say")).isEqualTo("<Say>");
    assertThat(MarkupReader.shown("Sä\u0001y")).isEqualTo("<S??y>");
  }
}
