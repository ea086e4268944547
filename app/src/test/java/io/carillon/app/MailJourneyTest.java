package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.testkit.MailSink;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.RejectException;

/// A webhook answers what a person wrote with `<Email>`, and a whole server gives the letter to the
/// mail relay of its settings.
@Tag("slow")
@Tag("journey")
class MailJourneyTest {
  private static final String NUMBER = "+14155552671";
  private static final String RESTCOMM = "/restcomm/2012-04-24/Accounts/" + Rig.SID;

  @TempDir private Path folder;
  private final AtomicInteger asked = new AtomicInteger();

  private void refuse(String address) throws RejectException {
    if (address.startsWith("gone")) {
      throw new RejectException(550, "5.1.1 there is nobody");
    }
    if (asked.incrementAndGet() == 1) {
      throw new RejectException(451, "4.7.1 try again");
    }
  }

  private static String settings(MailSink relay) {
    return SharedRig.QUICK
        + "\nsmtp: {host: 127.0.0.1, port: %d, security: none, from: server@carillon.example}\n"
            .formatted(relay.port());
  }

  private static void hears(Rig rig, String url) throws Exception {
    var sender = "";
    for (var one : rig.client().get("/v2/senders?limit=100").json().path("data")) {
      if (one.path("address").asText().equals(NUMBER)) {
        sender = one.path("id").asText();
      }
    }
    var body = "{\"dialect\": \"restcomm\", \"url\": \"%s\"}".formatted(url);
    var set = rig.client().post("/v2/senders/" + sender + "/inbound", body);
    assertThat(set.status()).as(set.body()).isEqualTo(200);
  }

  private static void says(Rig rig, String person) throws Exception {
    var said = "{\"to\": \"%s\", \"text\": \"Hello\"}".formatted(NUMBER);
    assertThat(rig.client().post("/sandbox/handsets/" + person + "/messages", said).status())
        .isEqualTo(202);
  }

  /// What the trace of the one message from a person says in the end.
  private static String trace(Rig rig, String person, String until) throws Exception {
    var list = "/v2/messages?direction=inbound&from=" + person.replace("+", "%2B");
    var found = rig.client().await(list, reply -> reply.json().path("data").size() == 1);
    var id = found.json().path("data").path(0).path("id").asText();
    return rig.client()
        .await("/v2/messages/" + id + "/trace", reply -> reply.body().contains(until))
        .json()
        .path("steps")
        .toString();
  }

  @Test
  void anEmailReachesTheRelayOnceThoughItIsBusyAtFirst() throws Exception {
    var person = "+14155557401";
    try (var relay = new MailSink(this::refuse, how -> how);
        var rig = Rig.open(folder, settings(relay));
        var listener = new Listener()) {
      listener.answer(
          "/rcml",
          "text/xml",
          "<Response><Sms>mailed</Sms><Email from='shop@shop.example' to='ann@home.example'"
              + " subject='Order'>Your order &amp; more</Email></Response>");
      hears(rig, listener.url("/rcml"));

      says(rig, person);

      var mail = relay.taken.poll(30, TimeUnit.SECONDS);
      assertThat(mail).isNotNull();
      assertThat(mail.from()).isEqualTo("server@carillon.example");
      assertThat(mail.to()).containsExactly("ann@home.example");
      assertThat(mail.mime())
          .contains("Subject: Order", "Reply-To: shop@shop.example", "Your order & more");
      assertThat(trace(rig, person, "notice_told"))
          .contains("e-mail 1 of the answer is at the relay")
          .doesNotContain("home.example");
      var handset = rig.client().get("/sandbox/handsets/" + person + "/messages").json();
      assertThat(handset.path("messages").findValuesAsText("text")).containsExactly("mailed");
      assertThat(relay.taken).isEmpty();
      assertThat(rig.client().get("/metrics").body())
          .contains("carillon_notices_letters_total{outcome=\"given\"} 1.0")
          .contains("carillon_notices_letters_total{outcome=\"delayed\"} 1.0");
    }
  }

  @Test
  void whatTheRelayRefusesIsANotification() throws Exception {
    var person = "+14155557402";
    try (var relay = new MailSink(this::refuse, how -> how);
        var rig = Rig.open(folder, settings(relay));
        var listener = new Listener()) {
      listener.answer(
          "/rcml",
          "text/xml",
          "<Response><Email from='shop@shop.example' to='gone@home.example'>x</Email></Response>");
      hears(rig, listener.url("/rcml"));

      says(rig, person);

      assertThat(trace(rig, person, "e-mail 1 of the answer was refused"))
          .contains("the mail relay answered 550");
      var notifications =
          rig.client()
              .await(
                  RESTCOMM + "/Notifications.json?ErrorCode=30008",
                  reply -> reply.json().path("total").asInt() == 1);
      assertThat(notifications.body()).contains("the mail relay answered 550");
      assertThat(relay.taken).isEmpty();
    }
  }
}
