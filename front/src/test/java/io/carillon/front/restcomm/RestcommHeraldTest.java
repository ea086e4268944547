package io.carillon.front.restcomm;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.front.Sink;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Notice.Change;
import io.carillon.model.Status;
import io.carillon.model.port.Herald.Telling;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Router;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestcommHeraldTest {
  private static final String SMS = "/restcomm/2012-04-24/Accounts/" + House.SID + "/SMS/Messages";
  private static final String CHANNELS = "/api/2012-04-24/Accounts/" + House.SID + "/Messages";

  private final House house = new House();
  private final Router router = new Router(house.mounts());

  @AutoClose private final Sink sink = new Sink();
  private final RestcommHerald herald =
      new RestcommHerald(
          sink.courier(house.clock()),
          house.ports().accounts(),
          new RestcommHerald.Hearing(_ -> Optional.empty(), house.clock()));

  private Message sms(String more) {
    var url = URLEncoder.encode(sink.url() + "#here", StandardCharsets.UTF_8);
    return sent(
        SMS + ".json", "From=12345&To=%2B14155551234&Body=A+%26+B&StatusCallback=" + url + more);
  }

  private Message channels(String more) {
    return sent(
        CHANNELS,
        """
        {"from": "sms:12345", "to": "sms:+14155551234", "body": "A & B", "status_callback": "%s"%s}
        """
            .formatted(sink.url(), more));
  }

  private Message sent(String path, String body) {
    var request =
        Request.of(
            "POST",
            path,
            List.of(new Field("Authorization", "Bearer " + House.KEY)),
            body.getBytes(StandardCharsets.UTF_8));
    var answer = router.answer(request);
    assertThat(answer.status()).isEqualTo(200);
    var json = new String(answer.body(), StandardCharsets.UTF_8);
    var sid = json.replaceFirst("(?s).*?\"sid\":\"(SM[0-9a-f]{32})\".*", "$1");
    return MessageNames.read(sid).flatMap(house.ports().messages()::find).orElseThrow();
  }

  private Telling tell(Message message, Change change) {
    return herald.tell(message, sink.notice(message, change));
  }

  private static Change delivered() {
    return new Change(Status.DELIVERED, House.OPENED.plusMillis(65_004), Optional.empty());
  }

  private static Change undelivered() {
    return new Change(Status.UNDELIVERED, House.OPENED, Optional.of(Fault.UNDELIVERABLE));
  }

  @Test
  void postsTheParametersOfThePageAsAForm() {
    var message = sms("");

    var telling = tell(message, delivered());

    assertThat(telling).isEqualTo(new Telling.Told(204));
    var request = sink.taken();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.rawQuery()).isEqualTo("x=1");
    assertThat(request.header("Content-Type").orElse(""))
        .startsWith("application/x-www-form-urlencoded");
    assertThat(request.header("User-Agent")).contains("Carillon/0.1.0");
    assertThat(request.bodyText())
        .isEqualTo(
            "From=12345&To=%2B14155551234&Body=A+%26+B&AccountSid="
                + House.SID
                + "&MessageSid="
                + Sids.message(message)
                + "&MessageStatus=delivered");
  }

  @Test
  void anErrorHasItsNumber() {
    tell(sms(""), undelivered());

    assertThat(sink.taken().bodyText())
        .contains("&ErrorCode=30003&MessageSid=SM")
        .endsWith("&MessageStatus=undelivered");
  }

  @Test
  void tellsByAGetWhereThatIsWanted() {
    tell(sms("&StatusCallbackMethod=get"), undelivered());

    var request = sink.taken();
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.query("x")).contains("1");
    assertThat(request.query("From")).contains("12345");
    assertThat(request.query("Body")).contains("A & B");
    assertThat(request.query("ErrorCode")).contains("30003");
    assertThat(request.query("MessageStatus")).contains("undelivered");
    assertThat(request.body()).isEmpty();
  }

  @Test
  void theParametersWithAnXComeBackAsHeaders() {
    tell(sms("&X-Trace=4711&x-two=a+b&Xenon=no"), delivered());

    var request = sink.taken();
    assertThat(request.header("X-Trace")).contains("4711");
    assertThat(request.header("X-Two")).contains("a b");
    assertThat(request.header("Xenon")).isEmpty();
  }

  @Test
  void theMessagesApiIsToldInJson() {
    var message = channels("");

    tell(message, delivered());

    var request = sink.taken();
    assertThat(request.header("Content-Type")).contains("application/json");
    assertThat(request.bodyText())
        .isEqualTo(
            """
            {"message_sid":"%s","account_sid":"%s","from":"sms:12345","to":"sms:+14155551234",\
            "channel":"sms","message_status":"delivered","error_code":null,"error_message":null,\
            "timestamp":"2023-07-15T14:31:05.004Z"}\
            """
                .formatted(Sids.message(message), House.SID));
  }

  @Test
  void theMessagesApiTellsAnErrorAsANumberAndByAGetWhereThatIsWanted() {
    tell(channels(""), undelivered());
    assertThat(sink.taken().bodyText())
        .contains("\"error_code\":30003,\"error_message\":\"Unreachable destination handset\"");

    tell(channels(", \"status_callback_method\": \"GET\""), delivered());
    var request = sink.taken();
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.query("message_status")).contains("delivered");
    assertThat(request.query("error_code")).isEmpty();
  }

  @Test
  void onlyTheEventsThatWereAskedForAreOwed() {
    var all = channels("").terms().callback().orElseThrow().events();
    var some = channels(", \"status_callback_events\": [\"delivered\", \"failed\"]");
    var none = channels(", \"status_callback_events\": []");
    var ofSms = sms("").terms().callback().orElseThrow().events();

    assertThat(all).containsExactlyInAnyOrder(Status.values());
    assertThat(some.terms().callback().orElseThrow().events())
        .containsExactlyInAnyOrder(
            Status.DELIVERED, Status.FAILED, Status.EXPIRED, Status.CANCELED);
    assertThat(none.terms().callback().orElseThrow().events()).isEmpty();
    assertThat(ofSms).contains(Status.SENT, Status.FAILED).doesNotContain(Status.SENDING);
  }

  @Test
  void whatTheChannelLacksHasFailedUnbilledAndIsToldAtOnce() {
    var balance = house.ports().accounts().balance(house.account().id());

    var message = channels(", \"media_urls\": [\"https://example.com/a.jpg\"]");

    assertThat(message.status()).isEqualTo(Status.FAILED);
    assertThat(house.ports().accounts().balance(house.account().id())).isEqualTo(balance);
    var owed = house.ports().notices().of(message.id());
    assertThat(owed).hasSize(1);
    herald.tell(message, owed.getFirst());
    assertThat(sink.taken().bodyText())
        .contains("\"message_status\":\"failed\",\"error_code\":1002,");
  }

  @Test
  void whatAPersonWroteIsToldInTheShapeOfItsForm() {
    var change = new Change(Status.RECEIVED, House.OPENED, Optional.empty());

    var sms = CallbackWords.of(received(sms(""), new Content.Text("Hi")), change);
    var picture = new Content.Media("", List.of(new Content.Item("http://m.example/1", "a/b", "")));
    var channels = CallbackWords.of(received(channels(""), picture), change);

    assertThat(sms.form().text())
        .matches(
            "SmsSid=SM[0-9a-f]{32}&AccountSid=AC[0-9a-f]{32}&From=.*&To=.*&Body=Hi"
                + "&ApiVersion=2012-04-24");
    assertThat(new String(channels.json(), StandardCharsets.UTF_8))
        .endsWith(
            "\"channel\":\"mms\",\"body\":null,\"num_media\":1,"
                + "\"media\":[{\"url\":\"http://m.example/1\",\"content_type\":\"a/b\"}]}");
    assertThat(channels.form().text())
        .endsWith("&num_media=1&media_url_0=http%3A%2F%2Fm.example%2F1");
  }

  private static Message received(Message like, Content content) {
    var parties = like.parties();
    var channel = content instanceof Content.Media ? Channel.MMS : Channel.SMS;
    return new Message(
        like.id(),
        new Message.Parties(
            parties.account(), Direction.INBOUND, channel, parties.to(), parties.from()),
        content,
        like.terms(),
        like.bill(),
        like.origin(),
        like.state());
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 404, 500})
  void whatIsNot2xxIsTriedAgain(int status) {
    sink.answer(Reply.empty(status));

    assertThat(tell(sms(""), delivered()))
        .isEqualTo(new Telling.NotNow(status, "HTTP " + status, Optional.empty()));
    assertThat(tell(sms("&StatusCallbackMethod=GET"), delivered()))
        .isEqualTo(new Telling.NotNow(status, "HTTP " + status, Optional.empty()));
  }
}
