package io.carillon.front.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.model.Money;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonWriterTest {
  private static String written(JsonWriter json) {
    return new String(json.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void writesEveryKindOfValueInTheOrderGiven() {
    var json =
        new JsonWriter()
            .object()
            .text("t", "x")
            .textOrNull("u", "")
            .number("n", -5)
            .number("d", 1.5)
            .flag("f", true)
            .none("z")
            .seconds("s", Instant.parse("2024-01-02T03:04:05.987654Z"))
            .moment("m", Instant.parse("2024-01-02T03:04:05.987654Z"))
            .texts("l", List.of("a", "b"))
            .texts("e", List.of())
            .labels("o", Map.of("b", "2", "a", "1"))
            .labels("p", Map.of())
            .array("r")
            .object()
            .number("i", 1)
            .end()
            .object()
            .end()
            .endArray()
            .object("q")
            .text("y", "")
            .end()
            .end();

    assertThat(written(json))
        .isEqualTo(
            "{\"t\":\"x\",\"u\":null,\"n\":-5,\"d\":1.5,\"f\":true,\"z\":null,"
                + "\"s\":\"2024-01-02T03:04:05Z\",\"m\":\"2024-01-02T03:04:05.987654Z\","
                + "\"l\":[\"a\",\"b\"],\"e\":[],\"o\":{\"a\":\"1\",\"b\":\"2\"},\"p\":{},"
                + "\"r\":[{\"i\":1},{}],\"q\":{\"y\":\"\"}}");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "7500,0.0075",
    "5000,0.005",
    "25000,0.025",
    "1,0.000001",
    "1000000,1",
    "-7500,-0.0075",
    "12345678901,12345.678901",
    "-1500000,-1.5",
    "9223372036854775807,9223372036854.775807"
  })
  void writesAmountsWithoutTrailingZerosOrExponent(long micros, String text) {
    var json = new JsonWriter().object().amount("a", new Money(micros, "USD")).end();

    assertThat(written(json)).isEqualTo("{\"a\":" + text + "}");
  }

  @Test
  void whateverAStringHoldsComesBack() throws IOException {
    var random = new Random(11);
    var mapper = new ObjectMapper();
    for (int round = 0; round < 5_000; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        switch (random.nextInt(4)) {
          case 0 -> text.append((char) random.nextInt(0x80));
          case 1 -> text.append("\"\\\n\r\t/,{}[]:".charAt(random.nextInt(12)));
          case 2 -> text.append((char) (0xD700 + random.nextInt(0x900)));
          default -> text.appendCodePoint(0x1F600 + random.nextInt(64));
        }
      }
      var bytes = new JsonWriter().object().text("k\"\u0001é", text.toString()).end().bytes();

      var entry = mapper.readTree(bytes).properties().iterator().next();
      assertThat(entry.getKey()).isEqualTo("k\"\u0001é");
      assertThat(entry.getValue().textValue()).isEqualTo(text.toString());
    }
  }

  @Test
  void refusesNumbersThatJsonLacks() {
    assertThatThrownBy(() -> new JsonWriter().object().number("n", Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
