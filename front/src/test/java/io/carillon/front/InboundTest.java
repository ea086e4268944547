package io.carillon.front;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.model.Address;
import io.carillon.model.Content;
import io.carillon.model.port.Herald.Finding;
import io.carillon.model.port.Herald.Telling;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Router;
import io.carillon.wire.sign.TimedSignature;
import io.carillon.wire.sign.Verdict;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a person writes, told in the shape of the dialect that the sender is set to, to a real
/// server.
class InboundTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Address PERSON = Address.phone("+17705550123");
  private static final Address NUMBER = Address.phone("+12191112222");
  private static final String SENDER = "snd_f016b97b528d8aae7af1b963";
  private static final String RESTCOMM = "/restcomm/2012-04-24/Accounts/" + House.SID;

  private final House house = new House();
  private final Router router = new Router(house.mounts());

  @AutoClose private final Sink sink = new Sink();
  private final Hearers hearers = new Hearers(house, sink.courier(house.clock()));

  private String ask(String method, String path, String type, String body, int status) {
    var fields =
        List.of(new Field("Authorization", "Bearer " + House.KEY), new Field("Content-Type", type));
    var octets = body.getBytes(StandardCharsets.UTF_8);
    var reply = router.answer(Request.of(method, path, fields, octets));
    var text = new String(reply.body(), StandardCharsets.UTF_8);
    assertThat(reply.status()).as(text).isEqualTo(status);
    return text;
  }

  private void set(String words) {
    ask(
        "POST",
        "/v2/senders/" + SENDER + "/inbound",
        "application/json",
        words.replace("{url}", sink.url()).replace("{root}", sink.root()),
        200);
  }

  private String form(String path, String body) {
    return ask("POST", path, "application/x-www-form-urlencoded", body, 200);
  }

  private static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String numberSid() {
    var list = ask("GET", RESTCOMM + "/IncomingPhoneNumbers.json", "text/plain", "", 200);
    return list.replaceFirst("(?s).*?\"sid\":\"(PN[0-9a-f]{32})\".*", "$1");
  }

  private Optional<Telling> hear() {
    return hear(new Content.Text("A & B"));
  }

  private Optional<Telling> hear(Content content) {
    return hearers.hear(new Arriving(PERSON, NUMBER, content), 0);
  }

  @Test
  void nobodyHearsWhereNobodyAsked() {
    assertThat(hear()).isEmpty();
  }

  @Test
  void pantheonCloudTellsTheMessageSigned() throws Exception {
    set("{\"dialect\": \"pantheon\", \"url\": \"{url}\"}");

    assertThat(hear()).contains(new Telling.Told(204));

    var request = sink.taken();
    var body = JSON.readTree(request.body());
    assertThat(body.get("event").textValue()).isEqualTo("message.received");
    var data = body.get("data");
    assertThat(data.get("text").textValue()).isEqualTo("A & B");
    assertThat(data.get("from").textValue()).isEqualTo(PERSON.value());
    assertThat(data.get("to").textValue()).isEqualTo(NUMBER.value());
    assertThat(data.get("direction").textValue()).isEqualTo("inbound");
    var signature = request.header("X-PantheonCloud-Signature").orElseThrow();
    assertThat(
            new TimedSignature(House.WEBHOOK_SECRET.reveal())
                .verify(signature, request.body(), house.clock().now(), Duration.ofMinutes(1)))
        .isEqualTo(Verdict.GENUINE);
  }

  @Test
  void restcommTellsAFormToTheUrlOfTheNumber() {
    form(
        RESTCOMM + "/IncomingPhoneNumbers/" + numberSid() + ".json", "SmsUrl=" + coded(sink.url()));

    assertThat(hear()).contains(new Telling.Told(204));

    var request = sink.taken();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.bodyText())
        .matches(
            "SmsSid=SM[0-9a-f]{32}&AccountSid="
                + House.SID
                + "&From=%2B17705550123&To=%2B12191112222&Body=A\\+%26\\+B&ApiVersion=2012-04-24");
  }

  @Test
  void restcommTellsByAGetWhereTheNumberSaysSo() {
    form(
        RESTCOMM + "/IncomingPhoneNumbers/" + numberSid() + ".json",
        "SmsMethod=GET&SmsUrl=" + coded(sink.url()));

    assertThat(hear()).contains(new Telling.Told(204));

    var request = sink.taken();
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.query("x")).contains("1");
    assertThat(request.query("Body")).contains("A & B");
  }

  @Test
  void theApplicationOfARestcommNumberBeatsItsUrl() {
    var application =
        form(
            RESTCOMM + "/Applications.json",
            "FriendlyName=in&Kind=sms&RcmlUrl=" + coded(sink.root() + "/hook?app=1"));
    var sid = application.replaceFirst("(?s).*?\"sid\":\"(AP[0-9a-f]{32})\".*", "$1");
    form(
        RESTCOMM + "/IncomingPhoneNumbers/" + numberSid() + ".json",
        "SmsMethod=GET&SmsApplicationSid=" + sid + "&SmsUrl=" + coded(sink.url()));

    assertThat(hear()).contains(new Telling.Told(204));

    var request = sink.taken();
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.query("app")).contains("1");
  }

  @Test
  void theFallbackOfARestcommNumberIsAskedAtOnceByItsOwnMethod() {
    form(
        RESTCOMM + "/IncomingPhoneNumbers/" + numberSid() + ".json",
        "SmsUrl="
            + coded(sink.root() + "/nothing")
            + "&SmsFallbackMethod=GET&SmsFallbackUrl="
            + coded(sink.url()));

    assertThat(hear())
        .contains(
            new Telling.Told(
                204,
                List.of(),
                List.of(),
                List.of(new Finding("404", sink.root() + "/nothing: HTTP 404"))));
    assertThat(sink.taken().method()).isEqualTo("GET");
  }

  @Test
  void theMessagesApiOfRestcommTellsJson() throws Exception {
    set("{\"dialect\": \"restcomm-messages\", \"url\": \"{url}\"}");

    assertThat(hear()).contains(new Telling.Told(204));

    var body = JSON.readTree(sink.taken().body());
    assertThat(body.get("from").textValue()).isEqualTo("sms:" + PERSON.value());
    assertThat(body.get("to").textValue()).isEqualTo("sms:" + NUMBER.value());
    assertThat(body.get("body").textValue()).isEqualTo("A & B");
    assertThat(body.get("num_media").intValue()).isZero();
  }

  @Test
  void aSenderSetToTheMessagesApiHearsWhereTheNumberSays() {
    form(
        RESTCOMM + "/IncomingPhoneNumbers/" + numberSid() + ".json", "SmsUrl=" + coded(sink.url()));
    set("{\"dialect\": \"restcomm-messages\"}");

    assertThat(hear()).contains(new Telling.Told(204));

    assertThat(sink.taken().header("Content-Type")).contains("application/json");
  }

  @Test
  void intelePeerTellsWithItsSharedCodeFiveTimesInAll() throws Exception {
    ask(
        "POST",
        "/_rest/v4/my/did/sms/webhook",
        "application/json",
        "{\"endpoints\": [\"+12191112222\"], \"webhook\": \"" + sink.url() + "\"}",
        201);

    assertThat(hear()).contains(new Telling.Told(204));
    var body = JSON.readTree(sink.taken().body());
    assertThat(body.get("message").textValue()).isEqualTo("A & B");
    assertThat(body.get("signature").textValue()).isEqualTo(House.WEBHOOK_SECRET.reveal());

    sink.answer(Reply.empty(500));
    var last = new Arriving(PERSON, NUMBER, new Content.Text("again"));
    assertThat(hearers.hear(last, 4))
        .contains(new Telling.GivenUp(500, "HTTP 500; it was the last of 5 attempts"));
  }

  @Test
  void intelePeerNamesWhatCameWithAnMms() throws Exception {
    set("{\"dialect\": \"intelepeer\", \"url\": \"{url}\"}");

    hear(new Content.Media("Look", List.of(new Content.Item("https://m.ex/1", "image/png", ""))));

    var media = JSON.readTree(sink.taken().body()).get("media").get(0);
    assertThat(media.get("link").textValue()).isEqualTo("https://m.ex/1");
    assertThat(media.get("content-type").textValue()).isEqualTo("image/png");
  }

  @Test
  void theNativeApiTellsItSignedByStandardWebhooks() throws Exception {
    ask("POST", "/v2/account/webhook-secret/rotate", "application/json", "", 200);
    set("{\"dialect\": \"v2\", \"url\": \"{root}/nothing\", \"fallback_url\": \"{url}\"}");

    assertThat(hear())
        .contains(new Telling.Told(204, List.of("HTTP 404; the fallback URL took it, HTTP 204")));

    var request = sink.taken();
    assertThat(request.header("webhook-id").orElse("")).startsWith("whk_");
    assertThat(request.header("webhook-signature").orElse("")).startsWith("v1,");
    var body = JSON.readTree(request.body());
    assertThat(body.get("type").textValue()).isEqualTo("message.received");
    assertThat(body.get("message").get("direction").textValue()).isEqualTo("inbound");
  }

  @Test
  void whatIsSetLastInADialectCounts() {
    var number = RESTCOMM + "/IncomingPhoneNumbers/" + numberSid() + ".json";
    form(number, "SmsUrl=" + coded(sink.url()));
    ask(
        "POST",
        "/_rest/v4/my/did/sms/webhook",
        "application/json",
        "{\"endpoints\": [\"+12191112222\"], \"webhook\": \"" + sink.url() + "\"}",
        201);
    hear();
    assertThat(sink.taken().header("Content-Type")).contains("application/json");

    form(number, "SmsUrl=" + coded(sink.url()));
    hear();
    assertThat(sink.taken().bodyText()).startsWith("SmsSid=");
  }

  @ParameterizedTest
  @CsvSource({"none", "smpp"})
  void aSenderCanBeSetToHearNowhere(String dialect) {
    ask(
        "POST",
        "/v2/policies/inbound",
        "application/json",
        "{\"words\": {\"dialect\": \"v2\", \"url\": \"" + sink.url() + "\"}}",
        200);
    assertThat(hear()).isPresent();

    set("{\"dialect\": \"" + dialect + "\"}");

    assertThat(hear()).isEmpty();
  }
}
