package io.carillon.front.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.json.Fields.LabelLimits;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
  private static final Set<String> KNOWN = Set.of("a", "b", "c");

  private static Fields read(String json) {
    return Fields.read(json.getBytes(StandardCharsets.UTF_8), KNOWN);
  }

  private static Refusal refused(Fields fields) {
    return fields.refusal().orElseThrow();
  }

  @Test
  void readsEachType() {
    var fields =
        read(
            """
            {"a":"x\\u00e9\\ud83d\\ude00\\n","b":{"a":7,"b":1.5,"c":true},
             "c":{"a":["p","q"],"b":{"k":"v"},"c":"2024-01-02T05:04:05+02:00"}}
            """);

    assertThat(fields.text("a")).contains("xé😀\n");
    var b = fields.object("b").orElseThrow();
    assertThat(b.whole("a", 1, 7)).hasValue(7);
    assertThat(b.number("b", 90)).hasValue(1.5);
    assertThat(b.flag("c", false)).isTrue();
    var c = fields.object("c").orElseThrow();
    assertThat(c.texts("a", 1, 2)).containsExactly("p", "q");
    assertThat(c.labels("b", new LabelLimits(1, 1, 1))).isEqualTo(Map.of("k", "v"));
    assertThat(c.moment("c")).contains(Instant.parse("2024-01-02T03:04:05Z"));
    assertThat(fields.refusal()).isEmpty();
  }

  @Test
  void nullCountsAsAbsent() {
    var fields = read("{\"a\":null}");

    fields.require("a", "b");

    assertThat(fields.has("a")).isFalse();
    assertThat(fields.text("a")).isEmpty();
    assertThat(fields.flag("a", true)).isTrue();
    assertThat(refused(fields).detail()).isEqualTo("Missing: a, b.");
  }

  @Test
  void saysOfEveryFieldWhichTypeItWants() {
    var fields = read("{\"a\":1,\"b\":\"1\",\"c\":[1]}");

    assertThat(fields.text("a")).isEmpty();
    assertThat(fields.flag("b", false)).isFalse();
    assertThat(fields.texts("c", 0, 9)).isEmpty();

    assertThat(refused(fields))
        .isEqualTo(
            Refusal.of(
                Fault.FIELD_INVALID,
                "a",
                "\"a\" must be a string. \"b\" must be true or false."
                    + " \"c\" must be an array of strings."));
  }

  @Test
  void missingGoesBeforeWrongButBothAreTold() {
    var fields = read("{\"a\":1}");

    fields.text("a");
    fields.require("b", "c");

    assertThat(refused(fields))
        .isEqualTo(
            Refusal.of(Fault.FIELD_MISSING, "b, c", "\"a\" must be a string. Missing: b, c."));
  }

  @Test
  void namesInnerFieldsByTheirPath() {
    var fields = read("{\"b\":{\"a\":\"x\",\"c\":{\"k\":5}}}");

    var inner = fields.object("b").orElseThrow();
    inner.whole("a", 0, 9);
    inner.labels("c", new LabelLimits(5, 5, 5));

    assertThat(refused(fields).detail())
        .isEqualTo("\"b.a\" must be a whole number from 0 to 9. \"b.c.k\" must be a string.");
  }

  @Test
  void holdsLimits() {
    var fields =
        read("{\"a\":\"xxxx\",\"b\":99999999999999999999,\"c\":{\"k\":\"v\",\"l\":\"w\"}}");

    fields.text("a", 3);
    fields.whole("b", 0, 9);
    fields.number("b", 9);
    fields.labels("c", new LabelLimits(1, 9, 9));

    assertThat(refused(fields).detail())
        .contains("at most 3 characters", "from 0 to 9", "from -9.0 to 9.0", "at most 1 entries");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.0", "1e0", "true", "\"1\"", "-1", "10", "1e999", "123456789012345678901"})
  void aWholeNumberIsNothingElse(String value) {
    var fields = read("{\"a\":" + value + "}");

    assertThat(fields.whole("a", 0, 9)).isEmpty();
    assertThat(fields.refusal()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "\"a\"",
        "null",
        "{",
        "{\"a\":1",
        "{\"a\":}",
        "{\"a\":1,}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\udc00\\ud800\"}",
        "{\"a\":\"\\u0000\"}",
        "{\"a\":1}{}",
        "{\"a\":1} x",
        "{\"a\":1,\"a\":1}",
        "{\"a\":null,\"a\":1}",
        "{\"a\":{\"k\":1,\"k\":2}}",
        "{\"a\":1} //",
      })
  void refusesWhatIsNotOneJsonObject(String body) {
    var fields = read(body);

    fields.require("a", "b");

    assertThat(refused(fields).fault()).isEqualTo(Fault.MALFORMED);
    assertThat(refused(fields).detail()).isNotBlank().doesNotContain("Missing");
  }

  @Test
  void saysWhereItStoppedUnderstanding() {
    assertThat(refused(read("{\n \"a\": x}")).detail()).contains("line 2, column");
  }

  @Test
  void refusesWhatIsNotUtf8() {
    var utf16 = "{\"a\":\"x\"}".getBytes(StandardCharsets.UTF_16LE);
    var latin1 = "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
    byte[] overlong = {'{', '"', 'a', '"', ':', '"', (byte) 0xC1, (byte) 0xA1, '"', '}'};

    for (var body : List.of(utf16, latin1, overlong)) {
      assertThat(refused(Fields.read(body, KNOWN)).fault()).isEqualTo(Fault.MALFORMED);
    }
    assertThat(read("{\"a\":\"\uFFFD\"}").text("a")).contains("\uFFFD");
    assertThat(read("\uFEFF{\"a\":\"x\"}").text("a")).contains("x");
  }

  @Test
  void boundsDepthEvenWhereNobodyLooks() {
    var deep = "[".repeat(10_000) + "]".repeat(10_000);

    assertThat(refused(read("{\"unknown\":" + deep + "}")).fault()).isEqualTo(Fault.MALFORMED);
    assertThat(read("{\"unknown\":[[{\"x\":[1,2]}]],\"a\":\"x\"}").text("a")).contains("x");
  }

  @Test
  void keepsTheSentenceShort() {
    var labels = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      labels.append(i == 0 ? "" : ",").append("\"key").append(i).append("\":1");
    }
    var fields = read("{\"a\":{" + labels + "}}");

    fields.labels("a", new LabelLimits(50, 50, 50));

    assertThat(refused(fields).detail().length()).isLessThan(700);
  }

  @Test
  void noOctetsBreakIt() {
    var random = new Random(7);
    var alphabet = "{}[]\":,\\u0d8ntfae1-. \0é\uFEFF".getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 20_000; round++) {
      var body = new byte[random.nextInt(40)];
      for (int i = 0; i < body.length; i++) {
        body[i] =
            random.nextInt(10) == 0
                ? (byte) random.nextInt()
                : alphabet[random.nextInt(alphabet.length)];
      }
      var fields = Fields.read(body, KNOWN);
      fields.text("a");
      assertThat(fields.refusal()).isNotNull();
    }
  }

  @Test
  void namesThatNobodyKnowsAreGathered() {
    var fields =
        Fields.readAll("{\"a\": 1, \"zz\": 2, \"b\": {\"x\": 3}}".getBytes(StandardCharsets.UTF_8));

    fields.only(Set.of("a", "b"));
    fields.object("b").orElseThrow().only(Set.of("y"));

    assertThat(fields.refusal().orElseThrow().detail())
        .isEqualTo("\"zz\" is not known here. \"b.x\" is not known here.");
  }

  @Test
  void objectsInAnArrayAreAskedEachWithItsPlace() {
    var fields =
        Fields.readAll("{\"a\": [{\"n\": 1}, {\"n\": \"x\"}]}".getBytes(StandardCharsets.UTF_8));

    var objects = fields.objects("a", 1, 2);
    var numbers = objects.stream().map(item -> item.whole("n", 0, 9)).toList();

    assertThat(numbers).hasSize(2).first().isEqualTo(OptionalLong.of(1));
    assertThat(fields.refusal().orElseThrow().field()).isEqualTo("a[1].n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": {}}", "{\"a\": [1]}", "{\"a\": []}", "{\"a\": [{}, {}, {}]}"})
  void anArrayOfObjectsIsNothingElseAndHasItsBounds(String body) {
    var fields = Fields.readAll(body.getBytes(StandardCharsets.UTF_8));

    assertThat(fields.objects("a", 1, 2)).isEmpty();
    assertThat(fields.refusal().orElseThrow().field()).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+10000-01-01T00:00:00Z", "-999999999-01-01T00:00Z"})
  void aMomentThatNobodyMeansIsWrong(String moment) {
    var fields = Fields.readAll(("{\"a\": \"" + moment + "\"}").getBytes(StandardCharsets.UTF_8));

    assertThat(fields.moment("a")).isEmpty();
    assertThat(fields.refusal()).isPresent();
  }
}
