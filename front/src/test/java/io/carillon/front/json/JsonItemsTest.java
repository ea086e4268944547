package io.carillon.front.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonItemsTest {
  private static final Set<String> KNOWN = Set.of("a", "b");

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> read(String text, int batch) {
    var read = new ArrayList<String>();
    try (var items = new JsonItems(octets(text), KNOWN)) {
      for (var some = items.next(batch); !some.isEmpty(); some = items.next(batch)) {
        some.forEach(fields ->
            read.add(
                fields
                    .refusal()
                    .map(Refusal::detail)
                    .orElseGet(() -> fields.text("a").orElse("-"))));
      }
      assertThat(items.next(batch)).isEmpty();
    }
    return read;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100})
  void elementsComeInTheirOrderAFewAtATime(int batch) {
    var text = "[{\"a\":\"1\"}, {\"x\":[{}]} ,{\"a\":\"3\",\"b\":{\"a\":[1]}}, {}, {\"a\":\"5\"}]";

    assertThat(JsonItems.objection(octets(text), 5)).isEmpty();
    assertThat(read(text, batch)).containsExactly("1", "-", "3", "-", "5");
  }

  @Test
  void aBadElementIsRefusedAlone() {
    var text =
        "[{\"a\":\"1\"},2,[[{}]],\"4\",{\"a\":\"x\",\"a\":{\"b\":[]}},"
            + "{\"b\":[{\"a\":\"\\u0000\"},{}]},"
            + "{\"b\":1e999999999},null,{\"a\":\"9\"}]";

    assertThat(JsonItems.objection(octets(text), 9)).isEmpty();
    assertThat(read(text, 4))
        .startsWith("1", "It must be a JSON object.", "It must be a JSON object.")
        .contains("A name stands twice in one object: \"a\".")
        .contains("A string holds U+0000, which no channel carries.")
        .endsWith("It must be a JSON object.", "9")
        .hasSize(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[", "[{}", "[{}]]", "[{}] x", "[{},]", "[{]", "[{\"a\"}]", "{}", "", " ", "nil"})
  void aBodyThatIsNoArrayIsRefusedWhole(String text) {
    assertThat(JsonItems.objection(octets(text), 10).map(Refusal::fault)).contains(Fault.MALFORMED);
  }

  @Test
  void whatIsNestedTooDeeplyIsRefusedWhole() {
    assertThat(JsonItems.objection(octets("[".repeat(17) + "]".repeat(17)), 10)).isPresent();
    assertThat(JsonItems.objection(octets("[".repeat(16) + "]".repeat(16)), 10)).isEmpty();
  }

  @Test
  void brokenUtf8IsRefusedWhole() {
    var octets = octets("[{\"a\":\"xyz\"}]");
    octets[8] = (byte) 0xC3;

    assertThat(JsonItems.objection(octets, 10).map(Refusal::detail))
        .contains("The body is not UTF-8.");
  }

  @Test
  void tooManyElementsAreTooLarge() {
    assertThat(JsonItems.objection(octets("[1,2,3]"), 3)).isEmpty();
    assertThat(JsonItems.objection(octets("[1,2,3,4]"), 3).map(Refusal::fault))
        .isEqualTo(Optional.of(Fault.BODY_TOO_LARGE));
  }

  @Test
  void anArrayIsKnownByItsFirstCharacter() {
    assertThat(JsonItems.isArray(octets(" \r\n\t[{}]"))).isTrue();
    assertThat(JsonItems.isArray(octets("\uFEFF[{}]"))).isTrue();
    assertThat(JsonItems.isArray(octets("{}"))).isFalse();
    assertThat(JsonItems.isArray(octets(""))).isFalse();
    assertThat(JsonItems.objection(octets("\uFEFF[{}]"), 1)).isEmpty();
    assertThat(read("\uFEFF[{}]", 1)).containsExactly("-");
  }

  @Test
  void whateverStandsInAnArrayIsReadOrRefused() {
    var random = new Random(5);
    var pieces =
        List.of(
            "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\"", "1", "1e400", "null", "\"\\ud800\"");
    int sound = 0;
    for (int round = 0; round < 20_000; round++) {
      var text = new StringBuilder("[");
      for (int i = random.nextInt(8); i >= 0; i--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      var body = octets(text.append(']').toString());
      if (JsonItems.objection(body, 100).isEmpty()) {
        read(text.toString(), 2);
        sound++;
      }
    }
    assertThat(sound).isGreaterThan(100);
  }
}
