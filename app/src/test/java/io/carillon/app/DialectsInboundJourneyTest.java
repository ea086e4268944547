package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.wire.http.Parameters;
import io.carillon.wire.sign.FormSignature;
import io.carillon.wire.sign.StandardWebhooks;
import io.carillon.wire.sign.TimedSignature;
import io.carillon.wire.sign.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A person writes at a handset of the sandbox, and a whole server tells it in the shape of each
/// dialect: every field with what it says, and the proof of where it comes from.
@Tag("slow")
@Tag("journey")
class DialectsInboundJourneyTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String PERSON = "+14155557301";
  private static final String NUMBER = "+14155552671";
  private static final String TEXT = "Grüße & mehr";
  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
  private static final String SID = "SM[0-9a-f]{32}";
  private static final String MOMENT = "20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z";
  private static final Duration LATE = Duration.ofMinutes(5);

  @RegisterExtension private static final SharedRig rig = new SharedRig();

  private String sender = "";
  private String secret = "";

  /// One dialect.
  ///
  /// @param shape the fields in their order: a name, a space, and a pattern of all that it says
  record Told(String dialect, String type, Proof proof, String shape) {
    /// The patterns by name.
    Map<String, String> fields() {
      var fields = new LinkedHashMap<String, String>();
      for (var line : shape.lines().toList()) {
        var name = line.substring(0, line.indexOf(' '));
        var pattern = line.substring(name.length() + 1);
        var meant =
            pattern
                .replace("{person}", PERSON.replace("+", "\\+"))
                .replace("{number}", NUMBER.replace("+", "\\+"))
                .replace("{text}", TEXT)
                .replace("{account}", Rig.SID)
                .replace("{sid}", SID)
                .replace("{moment}", MOMENT);
        fields.put(name, meant);
      }
      return fields;
    }

    @Override
    public String toString() {
      return dialect;
    }
  }

  /// Whether a call comes from whom it says.
  interface Proof {
    boolean holds(Listener.Call call, Map<String, String> fields, String url, String secret);
  }

  private static byte[] octets(Listener.Call call) {
    return call.body().getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isTimed(
      Listener.Call call, Map<String, String> fields, String url, String secret) {
    return new TimedSignature(secret).verify(call.signature(), octets(call), Instant.now(), LATE)
        == Verdict.GENUINE;
  }

  private static boolean isOfUrlAndForm(
      Listener.Call call, Map<String, String> fields, String url, String secret) {
    return new FormSignature(Rig.TOKEN)
            .verify(call.field("x-twilio-signature"), url, List.copyOf(fields.entrySet()))
        == Verdict.GENUINE;
  }

  private static boolean isStandard(
      Listener.Call call, Map<String, String> fields, String url, String secret) {
    var sent =
        new StandardWebhooks.Sent(
            call.field("webhook-id"),
            call.field("webhook-timestamp"),
            call.field("webhook-signature"));
    return new StandardWebhooks(List.of(secret)).verify(sent, octets(call), Instant.now(), LATE)
            == Verdict.GENUINE
        && call.field("webhook-id").equals(fields.get("id"));
  }

  private static boolean hasTheCode(
      Listener.Call call, Map<String, String> fields, String url, String secret) {
    return secret.equals(fields.get("signature"));
  }

  /// A dialect that signs nothing says nothing of the secret either.
  private static boolean isBare(
      Listener.Call call, Map<String, String> fields, String url, String secret) {
    return !call.body().contains(secret)
        && call.fields().keySet().stream().noneMatch(name -> name.contains("signature"));
  }

  private static List<Told> dialects() { // table
    return List.of(
        new Told(
            "pantheon",
            "application/json",
            DialectsInboundJourneyTest::isTimed,
            """
            event message\\.received
            sequence 1
            data.message_id msg-\\d+
            data.to {number}
            data.from {person}
            data.text {text}
            data.status received
            data.status_details Message received from a person
            data.segments 1
            data.direction inbound
            data.type sms
            data.created_at {moment}
            data.updated_at {moment}
            data.delivered_at null
            data.cost 0
            data.currency USD
            """),
        new Told(
            "mycpaas",
            FORM,
            DialectsInboundJourneyTest::isOfUrlAndForm,
            """
            AccountSid {account}
            ApiVersion 2010-04-01
            Body {text}
            From {person}
            FromCountry US
            MessageSid {sid}
            NumMedia 0
            NumSegments 1
            SmsMessageSid {sid}
            SmsSid {sid}
            SmsStatus received
            To {number}
            ToCountry US
            """),
        new Told(
            "restcomm",
            FORM,
            DialectsInboundJourneyTest::isBare,
            """
            SmsSid {sid}
            AccountSid {account}
            From {person}
            To {number}
            Body {text}
            ApiVersion 2012-04-24
            """),
        new Told(
            "restcomm-messages",
            "application/json",
            DialectsInboundJourneyTest::isBare,
            """
            message_sid {sid}
            account_sid {account}
            from sms:{person}
            to sms:{number}
            channel sms
            body {text}
            num_media 0
            """),
        new Told(
            "intelepeer",
            "application/json",
            DialectsInboundJourneyTest::hasTheCode,
            """
            refid SM[0-9A-F]{30}
            from {person}
            to {number}
            message {text}
            signature whsec_.+
            """),
        ofOurOwn());
  }

  private static Told ofOurOwn() {
    return new Told(
        "v2",
        "application/json",
        DialectsInboundJourneyTest::isStandard,
        """
        id whk_[0-9a-f-]{36}_1
        object event
        type message\\.received
        sequence 1
        created {moment}
        change.status received
        change.at {moment}
        change.error null
        message.id msg_[0-9a-f-]{36}
        message.object message
        message.live true
        message.direction inbound
        message.channel sms
        message.from {person}
        message.to {number}
        message.content.kind text
        message.content.text {text}
        message.replaced null
        message.purpose transactional
        message.priority normal
        message.wants_receipt false
        message.validity null
        message.send_at null
        message.webhook.url http://127\\.0\\.0\\.1:\\d+/in
        message.webhook.events.0 received
        message.encoding null
        message.segments 1
        message.price.amount 0
        message.price.currency USD
        message.status received
        message.waits_for nothing
        message.due null
        message.times.accepted {moment}
        message.times.updated {moment}
        message.times.sending null
        message.times.sent null
        message.times.delivered null
        message.times.ended null
        message.times.read null
        message.error null
        message.carrier sandbox
        message.network null
        message.country null
        message.reference null
        message.origin.dialect v2
        message.origin.form null
        message.origin.region null
        message.trace /v2/messages/msg_[0-9a-f-]{36}/trace
        message.webhooks /v2/webhooks\\?message=msg_[0-9a-f-]{36}
        """);
  }

  @BeforeEach
  void find() throws Exception {
    for (var one : rig.client().get("/v2/senders?limit=100").json().path("data")) {
      if (one.path("address").asText().equals(NUMBER)) {
        sender = one.path("id").asText();
      }
    }
    secret = rig.client().get("/v2/account/webhook-secret").json().path("webhook_secret").asText();
  }

  private void hears(String dialect, String url) throws Exception {
    var body = "{\"dialect\": \"%s\", \"url\": \"%s\"}".formatted(dialect, url);
    var set = rig.client().post("/v2/senders/" + sender + "/inbound", body);
    assertThat(set.status()).as(set.body()).isEqualTo(200);
  }

  private static void says(String person) throws Exception {
    var said = "{\"to\": \"%s\", \"text\": \"%s\"}".formatted(NUMBER, TEXT);
    var reply = rig.client().post("/sandbox/handsets/" + person + "/messages", said);
    assertThat(reply.status()).as(reply.body()).isEqualTo(202);
  }

  /// Each value by its name, as it came: of a form, or of JSON, the names on the way with a dot
  /// between.
  private static Map<String, String> fields(Listener.Call call) throws IOException {
    var fields = new LinkedHashMap<String, String>();
    if (call.field("content-type").startsWith("application/json")) {
      flatten("", JSON.readTree(call.body()), fields);
    } else {
      var form = Parameters.form(octets(call)).orElseThrow();
      form.names().forEach(name -> fields.put(name, form.first(name).orElse("")));
    }
    return fields;
  }

  private static void flatten(String name, JsonNode node, Map<String, String> into) {
    if (node.isValueNode()) {
      into.put(name, node.asText());
    }
    var start = name.isEmpty() ? "" : name + ".";
    node.properties().forEach(one -> flatten(start + one.getKey(), one.getValue(), into));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      flatten(start + i, node.get(i), into);
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void whatAPersonWritesIsToldInTheShapeOfTheDialect(Told told) throws Exception {
    try (var listener = new Listener()) {
      hears(told.dialect(), listener.url("/in"));

      says(PERSON);

      var call = listener.next();
      assertThat(call.field("content-type")).isEqualToIgnoringCase(told.type());
      var fields = fields(call);
      var shape = told.fields();
      assertThat(fields.keySet()).containsExactlyElementsOf(shape.keySet());
      fields.forEach((name, value) -> assertThat(value).as(name).matches(shape.get(name)));
      assertThat(told.proof().holds(call, fields, listener.url("/in"), secret)).isTrue();
    }
  }

  @Test
  void intelePeerIsAskedFiveTimesAndThenGivenUpUntilItIsOwedAnew() throws Exception {
    var asked = new AtomicInteger();
    BadHook.Script soon =
        out -> {
          asked.incrementAndGet();
          out.write(
              "HTTP/1.1 503 Later\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
        };
    try (var hook = new BadHook(ServerSocketFactory.getDefault(), "127.0.0.1", soon)) {
      hears("intelepeer", "http://127.0.0.1:" + hook.port() + "/in");
      var person = "+14155557302";

      says(person);

      var list = "/v2/messages?direction=inbound&from=%2B" + person.substring(1);
      var id =
          rig.client()
              .await(list, reply -> reply.json().path("data").size() == 1)
              .json()
              .path("data")
              .path(0)
              .path("id")
              .asText();
      var dead =
          rig.client()
              .await(
                  "/v2/webhooks?message=" + id,
                  reply -> reply.json().path("data").path(0).path("failures").asInt() == 5)
              .json()
              .path("data")
              .path(0);
      assertThat(dead.path("state").asText()).isEqualTo("dead");
      assertThat(dead.path("answer").asInt()).isEqualTo(503);
      assertThat(asked).hasValue(5);
      var trace = rig.client().get("/v2/messages/" + id + "/trace").body();
      assertThat(trace.split("notice_failed", -1)).hasSize(4 + 1);
      assertThat(trace).contains("HTTP 503; it was the last of 5 attempts");
      var record = rig.client().get("/_rest/v4/app/sms/mdr?refid=" + id).json();
      assertThat(record.path("failures")).hasSize(5);
      for (int i = 0; i < 5; i++) {
        var failure = record.path("failures").path(i);
        assertThat(failure.path("date").asText()).matches(MOMENT);
        assertThat(failure.path("error").asText()).contains("(received): HTTP 503");
      }
      var name = dead.path("id").asText();
      assertThat(rig.client().get("/v2/messages/" + id + "/trace").json().path("webhook_attempts"))
          .hasSize(5);
      isLogged(name, "http://127.0.0.1:" + hook.port() + "/in");

      hook.mend();
      var again = rig.client().post("/v2/webhooks/" + name + "/retell", "", "five times");
      assertThat(again.status()).as(again.body()).isEqualTo(200);
      rig.client()
          .await(
              "/v2/webhooks/" + name, reply -> reply.json().path("state").asText().equals("told"));
      assertThat(hook.mendedAnswers()).isEqualTo(1);
    }
  }

  private void isLogged(String webhook, String url) throws Exception {
    var tries = rig.client().get("/v2/webhooks/" + webhook + "/attempts").json().path("data");
    assertThat(tries).hasSize(5);
    for (var one : tries) {
      assertThat(one.path("answer").asInt()).isEqualTo(503);
      assertThat(one.path("request_head").path(0).asText()).isEqualTo("POST " + url);
      assertThat(one.path("response_head").toString()).contains("Retry-After: 1");
    }
  }
}
