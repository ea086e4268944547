package io.carillon.front;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.accept.Submission;
import io.carillon.model.Address;
import io.carillon.model.Attempt.Exchange;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.model.Message.Place;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Secret;
import io.carillon.model.port.Herald.Tried;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Router;
import io.carillon.wire.text.WantedEncoding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What each dialect keeps of a try to tell that failed: all that went over the wire but secrets
/// and words, and nothing of one that did not.
class TriesTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final List<String> SIGNATURES =
      List.of("X-PantheonCloud-Signature", "X-Twilio-Signature", "webhook-signature");
  private static final Address PERSON = Address.phone("+17705550123");
  private static final Address NUMBER = Address.phone("+12191112222");
  private static final String SENDER = "snd_f016b97b528d8aae7af1b963";

  private final House house = new House();
  private final Router router = new Router(house.mounts());

  @AutoClose private final Sink sink = new Sink();
  private final Hearers hearers = new Hearers(house, sink.courier(house.clock()));

  @BeforeEach
  void setUp() {
    house.webhookSecret(new Secret(SECRET));
  }

  private Message sent(String dialect, String form) throws InterruptedException {
    var place = Place.of(dialect, form);
    var submission =
        new Submission(
            new Submission.Source(
                house.account().id(), place, "req_1", "", Map.of(), Keepsake.NONE),
            Channel.SMS,
            new Submission.Ends("+14155552671", "", "+14155551234"),
            new Content.Text("Hello"),
            new Submission.Wishes(
                WantedEncoding.AUTO,
                Purpose.TRANSACTIONAL,
                Priority.NORMAL,
                true,
                Submission.Timing.NOW,
                Optional.empty()),
            Optional.empty());
    return switch (house.accept().take(List.of(submission)).getFirst()) {
      case Accept.Result.Accepted(var message, _) -> message;
      case Accept.Result.Refused(var refusal) -> throw new AssertionError(refusal);
    };
  }

  private Tried callback(String dialect, String form) throws InterruptedException {
    return hearers.attempt(dialect, sent(dialect, form), sink.url(), 0);
  }

  private void setInbound(String words) {
    var path = "/v2/senders/" + SENDER + "/inbound";
    var key = new Field("Authorization", "Bearer " + House.KEY);
    var type = new Field("Content-Type", "application/json");
    var body = words.replace("{root}", sink.root()).getBytes(StandardCharsets.UTF_8);
    var reply = router.answer(Request.of("POST", path, List.of(key, type), body));
    assertThat(reply.status()).isEqualTo(200);
  }

  private Tried heard() {
    var written = new Arriving(PERSON, NUMBER, new Content.Text("Hello"));
    return hearers.attempt(written, 0).orElseThrow();
  }

  private void refuse() {
    sink.answer(request ->
        Reply.text(503, "no room\u0007\nfor " + SECRET)
            .with("Set-Cookie", "sid=1")
            .with("X-Why", "full"));
  }

  private void isWhole(Tried tried) {
    var exchange = tried.exchange().orElseThrow();
    var request = sink.taken();
    assertThat(exchange.asked().getFirst()).isEqualTo("POST " + sink.root() + "/hook?x=***");
    assertThat(exchange.asked())
        .contains("User-Agent: Carillon/0.1.0")
        .anyMatch(line -> line.startsWith("Content-Type: "))
        .noneMatch(line -> line.contains("Hello"));
    for (var name : SIGNATURES) {
      request.header(name).ifPresent(_ -> assertThat(exchange.asked()).contains(name + ": ***"));
    }
    assertThat(exchange.answered()).contains("Set-Cookie: ***", "X-Why: full");
    assertThat(exchange.body()).startsWith("no room.\nfor ");
  }

  @ParameterizedTest
  @CsvSource({
    "pantheon, unified",
    "pantheon, sms",
    "mycpaas, bare",
    "mycpaas, laml",
    "restcomm, sms",
    "restcomm, channels",
    "intelepeer, v4",
    "v2, ''"
  })
  void aStatusCallbackThatFailedLeavesWhatWentOverTheWire(String dialect, String form)
      throws Exception {
    refuse();
    isWhole(callback(dialect, form));

    sink.answer(Reply.text(200, "thanks"));
    assertThat(callback(dialect, form).exchange()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pantheon", "mycpaas", "restcomm", "restcomm-messages", "intelepeer", "v2"})
  void whatAPersonWroteThatNobodyTookLeavesWhatWentOverTheWire(String dialect) {
    setInbound("{\"dialect\": \"" + dialect + "\", \"url\": \"{root}/hook?x=1\"}");
    refuse();
    isWhole(heard());

    sink.answer(Reply.empty(204));
    assertThat(heard().exchange()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pantheon", "mycpaas", "restcomm", "intelepeer", "v2"})
  void whereTheFallbackIsAskedTheFirstIsShown(String dialect) {
    setInbound(
        "{\"dialect\": \""
            + dialect
            + "\", \"url\": \"{root}/other/first\", \"fallback_url\": \"{root}/hook\"}");
    sink.answer(request -> Reply.empty(request.path().equals("/hook") ? 204 : 500));

    assertThat(heard().exchange().map(Exchange::asked).map(List::getFirst))
        .contains("POST " + sink.root() + "/other/first");
  }

  @ParameterizedTest
  @CsvSource({"outbound", "inbound"})
  void theSharedCodeOfIntelePeerIsNotKeptWhereItIsRepeated(String direction) throws Exception {
    setInbound("{\"dialect\": \"intelepeer\", \"url\": \"{root}/hook?x=1\"}");
    refuse();

    var tried = direction.equals("inbound") ? heard() : callback("intelepeer", "v4");

    assertThat(tried.exchange().map(Exchange::body)).contains("no room.\nfor ***");
  }

  @Test
  void whereNobodyListensThereIsOnlyARequest() throws Exception {
    sink.goDeaf();

    var exchange = callback("pantheon", "unified").exchange().orElseThrow();

    assertThat(exchange.asked().getFirst()).startsWith("POST ");
    assertThat(exchange.answered()).isEmpty();
    assertThat(exchange.body()).isEmpty();
  }

  @Test
  void ofALongAnswerTheFirst1024OctetsAreKept() throws Exception {
    sink.answer(Reply.text(500, "a".repeat(5_000)));

    assertThat(callback("v2", "").exchange().map(Exchange::body))
        .contains("a".repeat(Exchange.BODY_MAX));
  }
}
