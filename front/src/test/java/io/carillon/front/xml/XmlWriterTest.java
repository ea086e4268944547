package io.carillon.front.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class XmlWriterTest {
  private static String written(XmlWriter xml) {
    return new String(xml.bytes(), StandardCharsets.UTF_8);
  }

  private static Element parsed(XmlWriter xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.bytes()))
        .getDocumentElement();
  }

  @Test
  void writesElementsInOrder() {
    var xml =
        new XmlWriter()
            .open("R")
            .open("M")
            .attribute("page", "0")
            .text("A", "x & <y>")
            .empty("B")
            .end()
            .open("None")
            .end()
            .end();

    assertThat(written(xml))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <R><M page="0"><A>x &amp; &lt;y&gt;</A><B/></M><None/></R>\
            """);
  }

  @Test
  void whatXmlCannotCarryIsReplaced() {
    var xml = new XmlWriter().text("a", "x\u0000\u0007\uFFFE\uD800y😀");

    assertThat(written(xml)).endsWith("<a>x\uFFFD\uFFFD\uFFFD\uFFFDy😀</a>");
  }

  @Test
  void anAttributeComesBeforeContent() {
    var xml = new XmlWriter().open("a").text("b", "c");

    assertThatThrownBy(() -> xml.attribute("d", "e")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anyTextComesBackFromAParser() throws Exception {
    var chance = new Random(11);
    for (int i = 0; i < 500; i++) {
      var text = new StringBuilder();
      for (int j = chance.nextInt(20); j >= 0; j--) {
        text.appendCodePoint(sound(chance));
      }
      var xml =
          new XmlWriter().open("a").attribute("b", text.toString()).text("c", text.toString());

      var root = parsed(xml.end());

      assertThat(root.getAttribute("b")).isEqualTo(text.toString());
      assertThat(root.getFirstChild().getTextContent()).isEqualTo(text.toString());
    }
  }

  private static int sound(Random chance) {
    var few = "\t\n\r \"'&<>]x";
    return chance.nextBoolean()
        ? few.charAt(chance.nextInt(few.length()))
        : 0x1F600 + chance.nextInt(64);
  }

  @Test
  void printsNoContent() {
    assertThat(new XmlWriter().text("a", "secret")).asString().doesNotContain("secret");
  }
}
