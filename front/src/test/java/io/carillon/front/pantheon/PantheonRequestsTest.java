package io.carillon.front.pantheon;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.pantheon.PantheonRequests.Read;
import io.carillon.front.pantheon.PantheonRequests.Send;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Purpose;
import io.carillon.model.Refusal;
import io.carillon.model.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PantheonRequestsTest {
  private static final String STRING = "\"?\"";
  private static final String NUMBER = "1";
  private static final String FLAG = "true";
  private static final String ARRAY = "[\"x\"]";
  private static final String OBJECT = "{\"x\":\"y\"}";

  private static final Map<String, List<String>> WRONG_TYPES =
      Map.ofEntries(
          Map.entry("from", List.of(NUMBER, FLAG, ARRAY, OBJECT)),
          Map.entry("to", List.of(NUMBER, FLAG, ARRAY, OBJECT)),
          Map.entry("text", List.of(NUMBER, FLAG, ARRAY, OBJECT)),
          Map.entry("channel", List.of(NUMBER, FLAG, ARRAY, OBJECT, STRING)),
          Map.entry("type", List.of(NUMBER, FLAG, ARRAY, OBJECT, STRING)),
          Map.entry("encoding", List.of(NUMBER, FLAG, ARRAY, OBJECT, STRING)),
          Map.entry("priority", List.of(NUMBER, FLAG, ARRAY, OBJECT, STRING)),
          Map.entry("delivery_receipt", List.of(NUMBER, STRING, ARRAY, OBJECT)),
          Map.entry("webhook_url", List.of(NUMBER, FLAG, ARRAY, OBJECT)),
          Map.entry("webhook_events", List.of(NUMBER, FLAG, STRING, OBJECT, "[1]", "[null]")),
          Map.entry("tags", List.of(NUMBER, FLAG, STRING, ARRAY, "{\"x\":1}", "{\"x\":null}")),
          Map.entry("media_urls", List.of(NUMBER, FLAG, STRING, OBJECT, ARRAY, "[[]]")),
          Map.entry("media_captions", List.of(NUMBER, FLAG, STRING, OBJECT, "[{}]")),
          Map.entry("location", List.of(NUMBER, FLAG, STRING, ARRAY)),
          Map.entry("send_at", List.of(NUMBER, FLAG, STRING, ARRAY, OBJECT)),
          Map.entry("validity", List.of(FLAG, STRING, ARRAY, OBJECT, "1.5", "-1")));

  static List<Arguments> wrongTypes() {
    var arguments = new ArrayList<Arguments>();
    WRONG_TYPES.forEach(
        (field, values) -> values.forEach(value -> arguments.add(Arguments.of(field, value))));
    return arguments;
  }

  private static Read read(Form form, String json) {
    return PantheonRequests.read(form, json.getBytes(StandardCharsets.UTF_8));
  }

  private static Send asked(Form form, String json) {
    return switch (read(form, json)) {
      case Read.Asked(var send) -> send;
      case Read.Refused(var refusal) -> throw new AssertionError(refusal.detail());
    };
  }

  private static Refusal refused(Form form, String json) {
    return switch (read(form, json)) {
      case Read.Asked _ -> throw new AssertionError("accepted: " + json);
      case Read.Refused(var refusal) -> refusal;
    };
  }

  @ParameterizedTest
  @MethodSource("wrongTypes")
  void aWrongTypeIsRefusedByItsName(String field, String value) {
    var known = Map.of("from", "\"+14155552671\"", "to", "\"+14155550123\"", "text", "\"x\"");
    var body = new StringBuilder("{\"").append(field).append("\":").append(value);
    known.forEach((name, good) -> {
      if (!name.equals(field)) {
        body.append(",\"").append(name).append("\":").append(good);
      }
    });

    var refusal = refused(Form.UNIFIED, body.append('}').toString());

    assertThat(refusal.fault()).isEqualTo(Fault.FIELD_INVALID);
    assertThat(refusal.field()).startsWith(field);
    assertThat(refusal.detail()).startsWith("\"" + field).endsWith(".");
  }

  @Test
  void theContentChoosesTheChannelWhereNoneIsNamed() {
    var text = asked(Form.UNIFIED, "{\"from\":\"a\",\"to\":\"b\",\"text\":\"x\"}");
    var media =
        asked(
            Form.UNIFIED,
            """
            {"from":"a","to":"b","media_urls":["http://x/1","HTTPS://x/2"],"media_captions":["c"]}
            """);
    var place =
        asked(
            Form.UNIFIED,
            """
            {"from":"a","to":"b","channel":"whatsapp",
             "location":{"latitude":52.5,"longitude":-13,"label":"L"}}
            """);

    assertThat(text.channel()).isEqualTo(Channel.SMS);
    assertThat(text.content()).isEqualTo(new Content.Text("x"));
    assertThat(media.channel()).isEqualTo(Channel.MMS);
    assertThat(media.content())
        .isEqualTo(
            new Content.Media(
                "",
                List.of(
                    new Content.Item("http://x/1", "", "c"),
                    new Content.Item("HTTPS://x/2", "", ""))));
    assertThat(place.channel()).isEqualTo(Channel.WHATSAPP);
    assertThat(place.content()).isEqualTo(new Content.Location(52.5, -13, "L", ""));
  }

  @Test
  void theFormsOfThePageNameTheirChannel() {
    var body =
        "{\"from\":\"a\",\"to\":\"b\",\"text\":\"x\",\"channel\":\"rcs\",\"type\":\"%s\","
            + "\"media_urls\":[\"http://x/1\"]}";

    var sms = asked(Form.SMS, body.formatted("sms"));
    var mms = asked(Form.MMS, body.formatted("marketing"));

    assertThat(sms.channel()).isEqualTo(Channel.SMS);
    assertThat(sms.content()).isEqualTo(new Content.Text("x"));
    assertThat(sms.wishes().purpose()).isEqualTo(Purpose.TRANSACTIONAL);
    assertThat(mms.channel()).isEqualTo(Channel.MMS);
    assertThat(mms.wishes().purpose()).isEqualTo(Purpose.PROMOTIONAL);
    assertThat(refused(Form.MMS, body.formatted("sms")).field()).isEqualTo("type");
  }

  @Test
  void allEventsAreToldUnlessSomeAreChosen() {
    var body = "{\"from\":\"a\",\"to\":\"b\",\"text\":\"x\",\"webhook_url\":\"https://x/\"%s}";

    var all = asked(Form.SMS, body.formatted("")).wishes().callback().orElseThrow();
    var some =
        asked(Form.SMS, body.formatted(",\"webhook_events\":[\"sent\",\"message.failed\"]"))
            .wishes()
            .callback()
            .orElseThrow();
    var none =
        asked(Form.SMS, body.formatted(",\"webhook_events\":[]")).wishes().callback().orElseThrow();

    assertThat(all.events()).containsExactlyInAnyOrder(Status.values());
    assertThat(some.events()).containsOnly(Status.SENT, Status.FAILED, Status.EXPIRED);
    assertThat(none.events()).isEmpty();
  }

  @Test
  void aWebhookUrlHasALimit() {
    var body =
        "{\"from\":\"a\",\"to\":\"b\",\"text\":\"x\",\"webhook_url\":\"https://x/"
            + "p".repeat(2_040)
            + "\"}";

    assertThat(refused(Form.SMS, body).detail())
        .contains("\"webhook_url\" may have at most 2048 characters");
  }
}
