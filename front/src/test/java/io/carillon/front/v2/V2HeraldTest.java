package io.carillon.front.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.front.House;
import io.carillon.front.Sink;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Notice.Change;
import io.carillon.model.Secret;
import io.carillon.model.Status;
import io.carillon.model.port.Herald.Telling;
import io.carillon.wire.http.Reply;
import io.carillon.wire.sign.StandardWebhooks;
import io.carillon.wire.sign.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class V2HeraldTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = StandardWebhooks.secret(new byte[24]);

  private final House house = new House();

  @AutoClose private final Sink sink = new Sink();
  private final V2Herald herald =
      new V2Herald(sink.courier(house.clock()), house.ports().accounts(), house.clock());

  @BeforeEach
  void setUp() {
    house.webhookSecret(new Secret(SECRET));
  }

  private Message message() {
    var name =
        new NativeClient(house)
            .send(
                "\"to\": \"+14155550123\", \"text\": \"Hi\", \"webhook\": {\"url\": \""
                    + sink.url()
                    + "\"}");
    return house.ports().messages().find(MessageNames.read(name).orElseThrow()).orElseThrow();
  }

  @Test
  void tellsTheChangeAndTheMessageAsItStands() throws Exception {
    var message = message();
    house.change(message.id(), state -> state.raised(Status.DELIVERED, House.OPENED));
    var now = house.ports().messages().find(message.id()).orElseThrow();

    var telling =
        herald.tell(now, sink.notice(now, new Change(Status.SENT, House.OPENED, Optional.empty())));

    assertThat(telling).isEqualTo(new Telling.Told(204));
    var event = JSON.readTree(sink.taken().body());
    assertThat(event.path("id").asText()).isEqualTo("whk_" + message.id().value().uuid() + "_3");
    assertThat(event.path("object").asText()).isEqualTo("event");
    assertThat(event.path("type").asText()).isEqualTo("message.sent");
    assertThat(event.path("sequence").asInt()).isEqualTo(3);
    assertThat(event.path("change").path("status").asText()).isEqualTo("sent");
    assertThat(event.path("change").path("error").isNull()).isTrue();
    assertThat(event.path("message").path("status").asText()).isEqualTo("delivered");
    assertThat(event.path("message").path("object").asText()).isEqualTo("message");
  }

  @Test
  void whatWentOverTheWireIsBuiltOnlyOfTriesThatFailed() {
    var message = message();
    var notice = sink.notice(message, new Change(Status.SENT, House.OPENED, Optional.empty()));

    assertThat(herald.attempt(message, notice).exchange()).isEmpty();

    sink.answer(Reply.empty(500));
    assertThat(herald.attempt(message, notice).exchange()).isPresent();
  }

  @Test
  void tellsWhyItEnded() throws Exception {
    var message = message();
    var change = new Change(Status.UNDELIVERED, House.OPENED, Optional.of(Fault.UNDELIVERABLE));

    herald.tell(message, sink.notice(message, change));

    var error = JSON.readTree(sink.taken().body()).path("change").path("error");
    assertThat(error.path("code").asText()).isEqualTo("undeliverable");
    assertThat(error.path("resolution").asText()).isNotEmpty();
  }

  @Test
  void signsByTheStandardSoThatItsLibrariesVerify() throws Exception {
    var message = message();

    herald.tell(
        message, sink.notice(message, new Change(Status.SENT, House.OPENED, Optional.empty())));

    var request = sink.taken();
    var sent =
        new StandardWebhooks.Sent(
            request.header("webhook-id").orElseThrow(),
            request.header("webhook-timestamp").orElseThrow(),
            request.header("webhook-signature").orElseThrow());
    var now = house.clock().now();
    assertThat(sent.id()).startsWith("whk_");
    assertThat(
            new StandardWebhooks(List.of(SECRET))
                .verify(sent, request.body(), now, StandardWebhooks.TOLERANCE))
        .isEqualTo(Verdict.GENUINE);
  }

  @Test
  void aSecretThatCannotSignWaitsUntilItIsRotated() {
    var message = message();
    house.webhookSecret(new Secret("whsec_no base64!"));

    var telling =
        herald.tell(
            message, sink.notice(message, new Change(Status.SENT, House.OPENED, Optional.empty())));

    assertThat(telling)
        .isInstanceOfSatisfying(
            Telling.NotNow.class,
            later -> assertThat(later.why()).contains("rotate").doesNotContain("base64!"));
    assertThat(sink.waiting()).isZero();
  }
}
