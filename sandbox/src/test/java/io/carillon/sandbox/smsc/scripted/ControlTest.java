package io.carillon.sandbox.smsc.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.sandbox.smsc.script.ScriptReader;
import io.carillon.sandbox.smsc.scripted.ScriptedSmsc.Doors;
import io.carillon.wire.smpp.CommandId;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.Pdu.AlertNotification;
import io.carillon.wire.smpp.Pdu.SubmitSm;
import io.carillon.wire.smpp.Pdu.SubmitSmResp;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Language;
import io.carillon.wire.text.Layout;
import io.carillon.wire.text.LinkAlphabet;
import io.carillon.wire.text.LongForm;
import io.carillon.wire.text.Measure;
import io.carillon.wire.text.Segmentation;
import io.carillon.wire.text.WantedEncoding;
import java.io.DataInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The counters and commands over HTTP.
@Timeout(30)
class ControlTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private ScriptedSmsc smsc;
  private Raw client;

  @BeforeEach
  void open() throws Exception {
    var script = ScriptReader.read("rules: [{to: {suffix: '1'}, status: 0x450}]");
    smsc = ScriptedSmsc.open(script, Doors.loopback());
    client = Raw.bound(smsc);
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    smsc.close();
    http.close();
  }

  private HttpResponse<String> ask(String method, String path, String body) throws Exception {
    var uri = URI.create("http://127.0.0.1:" + smsc.httpPort() + path);
    var request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body)).build();
    return http.send(request, BodyHandlers.ofString());
  }

  private JsonNode json(String method, String path, String body, int status) throws Exception {
    var answer = ask(method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  @Test
  void countersSayWhatHappened() throws Exception {
    client.taken("492");
    client.delivered();
    client.submit("491");
    assertThat(client.next(SubmitSmResp.class).status()).isEqualTo(0x450);

    var counters = json("GET", "/counters", "", 200);

    assertThat(counters.path("counts").path("submits").asInt()).isEqualTo(2);
    assertThat(counters.path("counts").path("taken").asInt()).isEqualTo(1);
    assertThat(counters.path("counts").path("receipts_done").asInt()).isEqualTo(1);
    assertThat(counters.path("responses").path("ESME_ROK").asInt()).isEqualTo(1);
    assertThat(counters.path("responses").path("0x00000450").asInt()).isEqualTo(1);
    assertThat(counters.path("binds").path(0).path("bind").asText()).isEqualTo("TRANSCEIVER");
    assertThat(counters.path("owed").asInt()).isZero();
    assertThat(ask("GET", "/metrics", "").body())
        .contains(
            "# TYPE carillon_smsc_submits_total counter\ncarillon_smsc_submits_total 2\n",
            "carillon_smsc_responses_total{status=\"ESME_ROK\"} 1",
            "carillon_smsc_bound{account=\"sandbox\"} 1");
  }

  @Test
  void peopleWriteOnCommand() throws Exception {
    var answer =
        json(
            "POST",
            "/inbound",
            "{\"from\": \"+491701234567\", \"to\": \"1\", \"text\": \"Hi\"}",
            202);

    assertThat(answer.path("messages").asInt()).isEqualTo(1);
    assertThat(Raw.text(client.delivered())).isEqualTo("Hi");
  }

  @Test
  void handsetsComeBackOnCommand() throws Exception {
    var answer = json("POST", "/alerts", "{\"from\": \"+491701234567\", \"to\": \"1\"}", 202);

    assertThat(answer.path("alerts").asInt()).isEqualTo(1);
    assertThat(client.next(AlertNotification.class).esme().value()).isEqualTo("1");
    assertThat(json("POST", "/alerts", "to: '1'", 400).path("error").path("troubles")).hasSize(1);
  }

  @Test
  void aClientIsAskedForABindOnCommand() throws Exception {
    int port;
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = listening.getLocalPort();
      assertThat(json("POST", "/outbind", "port: " + port, 200).path("connected").asBoolean())
          .isTrue();
      try (var called = listening.accept()) {
        var octets = new DataInputStream(called.getInputStream());
        octets.readInt();
        assertThat(octets.readInt()).isEqualTo(CommandId.OUTBIND);
      }
    }
    assertThat(json("POST", "/outbind", "port: " + port, 502).path("error").path("code").asText())
        .isEqualTo("not_connected");
    var later = "{port: %d, after: 1h}".formatted(port);
    assertThat(json("POST", "/outbind", later, 202).path("connected").asBoolean()).isFalse();
    assertThat(json("POST", "/outbind", "host: here", 400).path("error").path("troubles"))
        .hasSize(1);
  }

  @Test
  void whatWasTakenIsShownAsAHandsetReadsIt() throws Exception {
    var words = "Iğdır'da şeker ve ağaç çok.";
    var layout = new Layout(LinkAlphabet.GSM7, Set.of(Language.TURKISH), LongForm.UDH8);
    var fits = (Measure.Fits) Segmentation.measure(words, WantedEncoding.GSM7, layout);
    var octets = Segmentation.segments(words, fits, layout, 1).getFirst().octets();
    client.taken("492");
    client.delivered();
    var handling = Handling.PLAIN.withEsmClass(EsmClass.UDHI);
    var to = SmppAddress.international("493");
    client.send(new SubmitSm("", Raw.SENDER, to, handling, octets, Tlvs.NONE));
    var id = client.next(SubmitSmResp.class).messageId();

    var all = json("GET", "/messages", "", 200).path("messages");
    assertThat(all).hasSize(2);
    assertThat(all.path(0).path("id").asText()).isEqualTo(id);
    assertThat(all.path(0).path("text").asText()).isEqualTo(words);
    assertThat(all.path(0).path("state").asText()).isEqualTo("DELIVRD");
    assertThat(all.path(1).path("text").asText()).isEqualTo("Hello");
    assertThat(json("GET", "/messages?to=%2B493&limit=1", "", 200).path("messages")).hasSize(1);
    assertThat(json("GET", "/messages?from=493", "", 200).path("messages")).isEmpty();
    assertThat(json("GET", "/messages?limit=0", "", 400).path("error").path("code").asText())
        .isEqualTo("limit_invalid");
  }

  @Test
  void faultsComeAndGoOnCommand() throws Exception {
    assertThat(json("POST", "/hostile", "fault: wrong-sequence", 200).path("binds").asInt())
        .isEqualTo(1);
    int wrong = client.submit("491");
    assertThat(client.next().sequence()).isNotEqualTo(wrong);
    assertThat(json("DELETE", "/hostile", "", 200).path("binds").asInt()).isEqualTo(1);
    int right = client.submit("491");
    assertThat(client.next().sequence()).isEqualTo(right);
    assertThat(json("POST", "/hostile?account=nobody", "fault: cut", 200).path("binds").asInt())
        .isZero();
  }

  @Test
  void theScriptIsReplacedWholeOrNotAtAll() throws Exception {
    var troubles =
        json("POST", "/script", "rules: [{status: NO}]\nseed: x", 400)
            .path("error")
            .path("troubles");
    assertThat(troubles).hasSize(2);
    assertThat(troubles.path(0).asText()).startsWith("line 1: rules[0].status");

    var next = "otherwise: {status: ESME_RSYSERR}";
    assertThat(json("POST", "/script", next, 200).path("script_revision").asInt()).isEqualTo(2);
    assertThat(ask("GET", "/script", "").body()).isEqualTo(next);
    client.submit("492");
    assertThat(client.next(SubmitSmResp.class).status()).isEqualTo(CommandStatus.RSYSERR);
  }

  @Test
  void whatIsNotThereIsSaidSo() throws Exception {
    assertThat(json("GET", "/nothing", "", 404).path("error").path("code").asText())
        .isEqualTo("not_found");
    assertThat(json("GET", "/inbound", "", 405).path("error").path("code").asText())
        .isEqualTo("method_not_allowed");
  }
}
