package io.carillon.front.pantheon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.engine.accept.Accept;
import io.carillon.engine.accept.Submission;
import io.carillon.front.House;
import io.carillon.front.Sink;
import io.carillon.front.post.Courier;
import io.carillon.model.Callback;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.model.Message.Place;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Change;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Status;
import io.carillon.model.port.Herald.Telling;
import io.carillon.testkit.SeededIds;
import io.carillon.wire.http.Reply;
import io.carillon.wire.sign.TimedSignature;
import io.carillon.wire.sign.Verdict;
import io.carillon.wire.text.WantedEncoding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PantheonHeraldTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final House house = new House();

  @AutoClose private final Sink sink = new Sink();
  private final PantheonHerald herald = herald(sink.courier(house.clock()));

  private PantheonHerald herald(Courier courier) {
    return new PantheonHerald(courier, house.ports().accounts(), house.clock(), new SeededIds(5));
  }

  private Message message(String form) throws InterruptedException {
    var submission =
        new Submission(
            new Submission.Source(
                house.account().id(),
                Place.of("pantheon", form),
                "req_1",
                "",
                Map.of("a", "b"),
                Keepsake.NONE),
            Channel.SMS,
            new Submission.Ends("+14155552671", "", "+14155551234"),
            new Content.Text("Hello"),
            new Submission.Wishes(
                WantedEncoding.AUTO,
                Purpose.TRANSACTIONAL,
                Priority.NORMAL,
                true,
                Submission.Timing.NOW,
                Optional.of(new Callback(sink.url(), EnumSet.allOf(Status.class)))),
            Optional.empty());
    return switch (house.accept().take(List.of(submission)).getFirst()) {
      case Accept.Result.Accepted(var message, _) -> message;
      case Accept.Result.Refused(var refusal) -> throw new AssertionError(refusal);
    };
  }

  private Telling tell(Message message, Change change) {
    return herald.tell(message, sink.notice(message, change));
  }

  private static Change delivered(Instant at) {
    return new Change(Status.DELIVERED, at, Optional.empty());
  }

  @Test
  void postsWhatAStatusRequestWouldHaveSaidAtTheChange() throws Exception {
    house.clock().advance(Duration.ofSeconds(60));
    var at = House.OPENED.plusSeconds(65);

    var telling = tell(message("unified"), delivered(at));

    assertThat(telling).isEqualTo(new Telling.Told(204));
    var request = sink.taken();
    assertThat(request.header("Content-Type")).contains("application/json");
    assertThat(request.header("User-Agent")).contains("Carillon/0.1.0");
    var body = JSON.readTree(request.body());
    assertThat(body.properties().stream().map(Map.Entry::getKey))
        .containsExactly("event", "sequence", "data");
    assertThat(body.get("event").textValue()).isEqualTo("message.delivered");
    assertThat(body.get("sequence").intValue()).isEqualTo(3);
    var data = body.get("data");
    assertThat(data.properties().stream().map(Map.Entry::getKey))
        .containsExactly(
            "message_id",
            "status",
            "from",
            "to",
            "channel",
            "parts",
            "cost",
            "currency",
            "created_at",
            "updated_at",
            "delivered_at",
            "carrier",
            "country",
            "error",
            "metadata");
    assertThat(data.get("status").textValue()).isEqualTo("delivered");
    assertThat(data.get("created_at").textValue()).isEqualTo("2023-07-15T14:31:00Z");
    assertThat(data.get("updated_at").textValue()).isEqualTo("2023-07-15T14:31:05Z");
    assertThat(data.get("delivered_at").textValue()).isEqualTo("2023-07-15T14:31:05Z");
    assertThat(data.get("metadata").get("request_id").textValue()).startsWith("req_");
  }

  @Test
  void speaksTheFormOfTheMessage() throws Exception {
    var failed = new Change(Status.UNDELIVERED, House.OPENED, Optional.of(Fault.UNDELIVERABLE));

    tell(message("sms"), failed);

    var body = JSON.readTree(sink.taken().body());
    assertThat(body.get("event").textValue()).isEqualTo("message.undelivered");
    assertThat(body.get("data").get("message_id").textValue()).matches("msg-[0-9]+");
    assertThat(body.get("data").get("status_details").textValue())
        .isEqualTo("The carrier could not deliver the message.");
    assertThat(body.get("data").get("tags").get("a").textValue()).isEqualTo("b");
  }

  @Test
  void tellsTheChangeAndNotWhatBecameOfTheMessageSince() throws Exception {
    var message = message("unified");
    house.change(
        message.id(), state -> state.raised(Status.DELIVERED, House.OPENED.plusSeconds(9)));
    var now = house.ports().messages().find(message.id()).orElseThrow();

    tell(now, new Change(Status.SENT, House.OPENED.plusSeconds(2), Optional.empty()));

    var data = JSON.readTree(sink.taken().body()).get("data");
    assertThat(data.get("status").textValue()).isEqualTo("sent");
    assertThat(data.get("updated_at").textValue()).isEqualTo("2023-07-15T14:30:02Z");
    assertThat(data.get("delivered_at").isNull()).isTrue();
  }

  @Test
  void signsWithTheSecretOfTheAccount() throws Exception {
    tell(message("unified"), delivered(House.OPENED));

    var request = sink.taken();
    var header = request.header("X-PantheonCloud-Signature").orElseThrow();
    assertThat(header).matches("t=1689431400,v1=[0-9a-f]{64}");
    var now = house.clock().now();
    var minute = Duration.ofMinutes(1);
    assertThat(
            new TimedSignature(House.WEBHOOK_SECRET.reveal())
                .verify(header, request.body(), now, minute))
        .isEqualTo(Verdict.GENUINE);
    assertThat(new TimedSignature("another").verify(header, request.body(), now, minute))
        .isNotEqualTo(Verdict.GENUINE);
  }

  @ParameterizedTest
  @CsvSource({"301", "302", "400", "404", "410", "429", "500", "503"})
  void whatIsNot2xxIsTriedAgain(int status) throws Exception {
    sink.answer(Reply.empty(status).with("Location", sink.url()));

    var telling = tell(message("unified"), delivered(House.OPENED));

    assertThat(telling).isEqualTo(new Telling.NotNow(status, "HTTP " + status, Optional.empty()));
    assertThat(sink.waiting()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "120, PT2M",
    "0, PT1S",
    "999999, PT1H",
    "'Sat, 15 Jul 2023 14:35:00 GMT', PT5M",
    "'Sat, 15 Jul 2023 14:00:00 GMT', PT1S"
  })
  void retryAfterIsObeyedWithinBounds(String value, Duration pause) throws Exception {
    sink.answer(Reply.empty(503).with("Retry-After", value));

    var telling = tell(message("unified"), delivered(House.OPENED));

    assertThat(telling).isEqualTo(new Telling.NotNow(503, "HTTP 503", Optional.of(pause)));
  }

  @Test
  void aRetryAfterThatMakesNoSenseIsPassedOver() throws Exception {
    sink.answer(Reply.empty(503).with("Retry-After", "soon"));

    assertThat(tell(message("unified"), delivered(House.OPENED)))
        .isEqualTo(new Telling.NotNow(503, "HTTP 503", Optional.empty()));
  }

  @Test
  void nobodyListeningIsNotNow() throws Exception {
    var message = message("unified");
    sink.goDeaf();

    assertThat(tell(message, delivered(House.OPENED)))
        .isInstanceOfSatisfying(
            Telling.NotNow.class, telling -> assertThat(telling.answer()).isZero());
  }

  @Test
  void aConnectionThatBreaksIsNotNow() throws Exception {
    var message = message("unified");
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> acceptAndClose(socket));
      var url = "http://127.0.0.1:" + socket.getLocalPort() + "/";

      var change = delivered(House.OPENED);

      var telling =
          herald.tell(
              message, Sink.notice(message, url, change, Notice.Telling.owedAt(House.OPENED)));

      assertThat(telling).isInstanceOf(Telling.NotNow.class);
    }
  }

  private static void acceptAndClose(ServerSocket socket) {
    try {
      while (true) {
        socket.accept().close();
      }
    } catch (IOException _) {
      // the test is over
    }
  }

  @Test
  void whatTheGuardForbidsIsGone() throws Exception {
    var message = message("unified");
    var strict = herald(sink.strictCourier(house.clock()));

    var telling = strict.tell(message, sink.notice(message, delivered(House.OPENED)));

    assertThat(telling).isInstanceOf(Telling.Gone.class);
    assertThat(sink.waiting()).isZero();
  }
}
