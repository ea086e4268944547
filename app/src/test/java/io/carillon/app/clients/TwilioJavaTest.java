package io.carillon.app.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.twilio.exception.ApiException;
import com.twilio.http.NetworkHttpClient;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.rest.api.v2010.account.message.Feedback;
import com.twilio.rest.api.v2010.account.message.Media;
import com.twilio.security.RequestValidator;
import com.twilio.type.PhoneNumber;
import io.carillon.app.Rig;
import io.carillon.app.SharedRig;
import io.carillon.testkit.Patience;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The official twilio-java, unmodified, with one line that leads its requests to us.
@Tag("slow")
class TwilioJavaTest {
  private static final PhoneNumber FROM = new PhoneNumber("+14155552671");
  private static final PhoneNumber TO = new PhoneNumber("+14155551234");

  @RegisterExtension private static final SharedRig rig = new SharedRig();

  private static TwilioRestClient client;

  @BeforeAll
  static void open() throws Exception {
    client = client(Rig.TOKEN);
  }

  private static TwilioRestClient client(String token) {
    var us = new HttpRoute(new HttpHost("http", "127.0.0.1", rig.port()));
    var http = new NetworkHttpClient(HttpClientBuilder.create().setRoutePlanner((_, _) -> us));
    return new TwilioRestClient.Builder(Rig.SID, token)
        .accountSid(Rig.SID)
        .httpClient(http)
        .build();
  }

  private static ZonedDateTime now() {
    return ZonedDateTime.now(ZoneOffset.UTC);
  }

  private static MessageCreator text(String body) {
    return Message.creator(TO, FROM, body);
  }

  private static Message await(String sid, Predicate<Message> wanted) {
    var patience = new Patience(Duration.ofSeconds(30));
    while (true) {
      var message = Message.fetcher(sid).fetch(client);
      if (wanted.test(message)) {
        return message;
      }
      patience.rest(message::toString);
    }
  }

  private static boolean isDelivered(Message message) {
    return message.getStatus() == Message.Status.DELIVERED;
  }

  @Test
  void sendsATextAndSeesItDelivered() {
    var sent = text("Grüße 👋").create(client);

    assertThat(sent.getStatus()).isEqualTo(Message.Status.QUEUED);
    assertThat(sent.getAccountSid()).isEqualTo(Rig.SID);
    assertThat(sent.getDirection()).isEqualTo(Message.Direction.OUTBOUND_API);
    assertThat(sent.getDateCreated()).isAfter(now().minusMinutes(1));
    assertThat(sent.getNumSegments()).isEqualTo("1");
    assertThat(sent.getPriceUnit().getCurrencyCode()).isEqualTo("USD");
    assertThat(sent.getPrice()).isNull();
    assertThat(sent.getErrorCode()).isNull();
    var delivered = await(sent.getSid(), TwilioJavaTest::isDelivered);
    assertThat(delivered.getBody()).isEqualTo("Grüße 👋");
    assertThat(delivered.getDateSent()).isNotNull();
    assertThat(delivered.getPrice()).startsWith("-0.00");
  }

  @Test
  void sendsMediaAndListsThem() {
    var sent =
        Message.creator(
                TO,
                FROM,
                List.of(
                    URI.create("https://example.com/1.png"),
                    URI.create("https://example.com/2.mp4")))
            .setBody("look")
            .create(client);

    assertThat(sent.getSid()).startsWith("MM");
    assertThat(sent.getNumMedia()).isEqualTo("2");
    var media = new ArrayList<Media>();
    Media.reader(sent.getSid()).read(client).forEach(media::add);
    assertThat(media).extracting(Media::getContentType).containsExactly("image/png", "video/mp4");
    var one = Media.fetcher(sent.getSid(), media.getFirst().getSid()).fetch(client);
    assertThat(one.getParentSid()).isEqualTo(sent.getSid());
    assertThat(one.getDateCreated()).isNotNull();
  }

  @Test
  void readsAListOverSeveralPages() {
    var to = new PhoneNumber("+14155557000");
    var sent = new HashSet<String>();
    for (int i = 0; i < 120; i++) {
      sent.add(Message.creator(to, FROM, "number " + i).create(client).getSid());
    }

    var read = new ArrayList<String>();
    Message.reader()
        .setTo(to)
        .pageSize(50)
        .read(client)
        .forEach(message -> read.add(message.getSid()));

    assertThat(read).hasSize(120).containsExactlyInAnyOrderElementsOf(sent);
  }

  @Test
  void readsAListByWhenItWasSent() {
    var sent = text("when").create(client);
    await(sent.getSid(), TwilioJavaTest::isDelivered);

    var since = Message.reader().setDateSentAfter(now().minusMinutes(5));
    var before = Message.reader().setDateSentBefore(now().minusMinutes(5));
    var today = Message.reader().setDateSent(now());

    assertThat(since.read(client)).extracting(Message::getSid).contains(sent.getSid());
    assertThat(today.read(client)).extracting(Message::getSid).contains(sent.getSid());
    assertThat(before.read(client)).isEmpty();
  }

  @Test
  void whatIsNotThereIsNotFound() {
    var error =
        catchThrowableOfType(
            ApiException.class,
            () -> Message.fetcher("SM00000000000070008000000000000000").fetch(client));

    assertThat(error.getStatusCode()).isEqualTo(404);
    assertThat(error.getCode()).isEqualTo(20_404);
    assertThat(error.getMoreInfo()).endsWith("/20404");
  }

  @Test
  void whatIsWrongHasACode() {
    var number =
        catchThrowableOfType(
            ApiException.class,
            () -> Message.creator(new PhoneNumber("bad"), FROM, "x").create(client));
    var body =
        catchThrowableOfType(ApiException.class, () -> text("x".repeat(1_601)).create(client));
    var login = catchThrowableOfType(ApiException.class, () -> text("x").create(client("wrong")));

    assertThat(number.getCode()).isEqualTo(21_211);
    assertThat(number.getStatusCode()).isEqualTo(400);
    assertThat(number.getMessage()).contains("E.164");
    assertThat(body.getCode()).isEqualTo(21_617);
    assertThat(login.getCode()).isEqualTo(20_003);
  }

  @Test
  void redactsAndDeletes() {
    var sid = text("secret").create(client).getSid();
    await(sid, TwilioJavaTest::isDelivered);

    var redacted = Message.updater(sid).setBody("").update(client);

    assertThat(redacted.getBody()).isEmpty();
    assertThat(Message.deleter(sid).delete(client)).isTrue();
    var gone = catchThrowableOfType(ApiException.class, () -> Message.fetcher(sid).fetch(client));
    assertThat(gone.getStatusCode()).isEqualTo(404);
  }

  @Test
  void cancelsWhatIsScheduled() {
    var scheduled =
        text("later")
            .setScheduleType(Message.ScheduleType.FIXED)
            .setSendAt(now().plusHours(1))
            .create(client);
    assertThat(scheduled.getStatus()).isEqualTo(Message.Status.SCHEDULED);

    var canceled =
        Message.updater(scheduled.getSid()).setStatus(Message.UpdateStatus.CANCELED).update(client);

    assertThat(canceled.getStatus()).isEqualTo(Message.Status.CANCELED);
  }

  @Test
  void givesFeedback() {
    var sid = text("code 1234").setProvideFeedback(true).create(client).getSid();

    var feedback = Feedback.creator(sid).setOutcome(Feedback.Outcome.CONFIRMED).create(client);

    assertThat(feedback.getMessageSid()).isEqualTo(sid);
    assertThat(feedback.getOutcome()).isEqualTo(Feedback.Outcome.CONFIRMED);
  }

  @Test
  void itsValidatorTrustsOurCallbacks() throws Exception {
    try (var hook = new Hook()) {
      var url = hook.url("/status?order=4711");
      var sid = text("x").setStatusCallback(URI.create(url)).create(client).getSid();

      var words = new ArrayList<String>();
      var validator = new RequestValidator(Rig.TOKEN);
      while (!words.contains("delivered")) {
        var post = hook.next();
        assertThat(post.fields()).containsEntry("MessageSid", sid);
        assertThat(validator.validate(url, post.fields(), post.signature())).isTrue();
        assertThat(validator.validate(url + "1", post.fields(), post.signature())).isFalse();
        words.add(String.valueOf(post.fields().get("MessageStatus")));
      }

      assertThat(words).containsExactly("sending", "sent", "delivered");
    }
  }

  @Test
  void aFailureIsToldWithItsCode() throws Exception {
    try (var hook = new Hook()) {
      var url = URI.create(hook.url("/status"));
      Message.creator(TO, FROM, List.of(URI.create("https://example.com/1.png")))
          .setStatusCallback(url)
          .create(client);

      var post = hook.next();

      assertThat(post.fields())
          .containsEntry("MessageStatus", "failed")
          .containsEntry("ErrorCode", "30008");
    }
  }
}
