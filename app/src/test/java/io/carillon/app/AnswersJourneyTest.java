package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.wire.http.Parameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A person writes to a number of a whole server, whose webhook answers by markup.
@Tag("slow")
@Tag("journey")
class AnswersJourneyTest {
  private static final String NUMBER = "+14155552671";
  private static final String ACCOUNT = "/2010-04-01/Accounts/" + Rig.SID;
  private static final String NUMBERS = ACCOUNT + "/IncomingPhoneNumbers";

  @RegisterExtension private static final SharedRig rig = new SharedRig();

  private Listener listener;

  @BeforeEach
  void hear() throws Exception {
    listener = new Listener();
    var list = rig.client().get(NUMBERS + ".json?PhoneNumber=%2B" + NUMBER.substring(1)).json();
    var sid = list.path("incoming_phone_numbers").path(0).path("sid").asText();
    var url = URLEncoder.encode(listener.url("/in"), StandardCharsets.UTF_8);
    var set = rig.client().postForm(NUMBERS + "/" + sid + ".json", "SmsUrl=" + url);
    assertThat(set.status()).as(set.body()).isEqualTo(200);
  }

  @AfterEach
  void close() {
    listener.close();
  }

  private static void says(String person, String words) throws Exception {
    var said = "{\"to\": \"%s\", \"text\": \"%s\"}".formatted(NUMBER, words);
    var reply = rig.client().post("/sandbox/handsets/" + person + "/messages", said);
    assertThat(reply.status()).as(reply.body()).isEqualTo(202);
  }

  private static void awaitOnHandset(String person, String words) throws Exception {
    rig.client()
        .await(
            "/sandbox/handsets/" + person + "/messages",
            reply -> reply.json().path("messages").toString().contains(words));
  }

  private Map<String, String> heard() throws Exception {
    var form =
        Parameters.form(listener.next().body().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    var fields = new HashMap<String, String>();
    form.names().forEach(name -> fields.put(name, form.first(name).orElse("")));
    return fields;
  }

  private static String sid(Map<String, String> heard) {
    return heard.getOrDefault("MessageSid", "");
  }

  private static JsonNode awaitTrace(String sid, String words) throws Exception {
    return rig.client()
        .await("/v2/messages/" + sid + "/trace", reply -> reply.json().toString().contains(words))
        .json();
  }

  private void answers(String document) {
    listener.answer("/in", "application/xml", document);
  }

  @Test
  void whatTheWebhookAnswersComesToTheHandsetAsAReply() throws Exception {
    var person = "+14155557101";
    answers("<Response><Message action='/status'>Hi there</Message></Response>");

    says(person, "Hello");

    var heard = heard();
    assertThat(heard)
        .containsEntry("From", person)
        .containsEntry("To", NUMBER)
        .containsEntry("Body", "Hello")
        .containsEntry("SmsStatus", "received");
    awaitOnHandset(person, "Hi there");
    assertThat(heard()).containsEntry("To", person).containsKey("MessageStatus");
    var trace = awaitTrace(sid(heard), "message 1 of the answer is");
    assertThat(trace.toString()).contains("answered");
    var list = rig.client().get(ACCOUNT + "/Messages.json?To=%2B" + person.substring(1)).json();
    var reply = list.path("messages").path(0);
    assertThat(reply.path("direction").asText()).isEqualTo("outbound-reply");
    assertThat(reply.path("body").asText()).isEqualTo("Hi there");
  }

  @Test
  void redirectsAndPlainTextsAreFollowed() throws Exception {
    var person = "+14155557102";
    answers("<Response><Message>one</Message><Redirect>next/two?x=1</Redirect></Response>");
    listener.answer("/next/two", "text/plain", "two\n");

    says(person, "Hello");

    awaitOnHandset(person, "one");
    awaitOnHandset(person, "two");
  }

  @Test
  void whatCannotBeReadHasItsNumberInTheTraceAndHoldsNobodyUp() throws Exception {
    var person = "+14155557103";
    var bad = new HashMap<String, String>();
    bad.put("12100 ", "<Response><Message>broken");
    bad.put("11750 ", "<Response><Message>" + "a".repeat(10_000_000) + "</Message></Response>");
    bad.put("11100 ", "<Response><Redirect>http://192.168.0.1/private</Redirect></Response>");
    bad.put(
        "not read",
        "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><Response><Message>&b;"
            + "</Message></Response>");
    for (var one : bad.entrySet()) {
      answers(one.getValue());
      says(person, "Hello");
      awaitTrace(sid(heard()), one.getKey());
    }
    answers("<Response><Message>still here</Message></Response>");

    says(person, "Hello");

    awaitOnHandset(person, "still here");
  }

  @Test
  void nothingIsAnsweredToWhoSaidStopUntilTheyStart() throws Exception {
    var person = "+14155557104";
    answers("<Response><Message>from the webhook</Message></Response>");

    says(person, "STOP");

    var heard = heard();
    assertThat(heard).containsEntry("OptOutType", "STOP");
    awaitTrace(sid(heard), "opted_out message 1 of the answer was refused");
    says(person, "START");
    assertThat(heard()).containsEntry("OptOutType", "START");
    awaitOnHandset(person, "from the webhook");
  }

  @Test
  void rcmlIsDoneAndWhatIsWrongInItIsANotification() throws Exception {
    var person = "+14155557105";
    var restcomm = "/restcomm/2012-04-24/Accounts/" + Rig.SID;
    var numbers = restcomm + "/IncomingPhoneNumbers";
    var list = rig.client().get(numbers + ".json").json().path("incomingPhoneNumbers");
    var sid = "";
    for (var number : list) {
      if (number.path("phone_number").asText().equals(NUMBER)) {
        sid = number.path("sid").asText();
      }
    }
    var url = URLEncoder.encode(listener.url("/rcml"), StandardCharsets.UTF_8);
    var set = rig.client().postForm(numbers + "/" + sid + ".json", "SmsUrl=" + url);
    assertThat(set.status()).as(set.body()).isEqualTo(200);
    listener.answer(
        "/rcml",
        "text/xml",
        "<Response><Sms>by rcml</Sms><Email from='a@b.c' to='d@e.f'>x</Email>"
            + "<Message><Body>see</Body><Media>https://example.com/a.png</Media></Message>"
            + "</Response>");

    says(person, "Hello");

    awaitOnHandset(person, "by rcml");
    assertThat(heard()).containsEntry("From", person).containsKey("SmsSid");
    var notifications =
        rig.client()
            .await(
                restcomm + "/Notifications.json?ErrorCode=1002",
                reply -> reply.json().path("total").asInt() == 1)
            .json();
    assertThat(notifications.toString()).contains("there is no mail carrier");
    var shown = notifications.path("notifications").path(0);
    assertThat(shown.path("request_url").asText()).isEqualTo(listener.url("/rcml"));
    assertThat(shown.path("request_method").asText()).isEqualTo("POST");
    assertThat(shown.path("request_variables").asText()).contains("From=").doesNotContain("Hello");
    assertThat(shown.path("response_headers").asText()).contains("HTTP/1.1 200\n", "text/xml");
    assertThat(shown.path("response_body").asText()).contains("<Email from='a@b.c'");
    var sent = rig.client().get(restcomm + "/SMS/Messages.json?To=%2B14155557105").json();
    assertThat(sent.path("messages").path(0).path("direction").asText())
        .isEqualTo("outbound-reply");
    rig.client()
        .await(
            restcomm + "/Messages.json?Direction=outbound-reply&To=mms:%2B14155557105",
            reply -> reply.json().path("messages").path(0).path("error_code").asInt() == 30_006);
  }
}
