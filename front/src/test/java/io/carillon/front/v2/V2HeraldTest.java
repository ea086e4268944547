package io.carillon.front.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.front.House;
import io.carillon.front.naming.MessageNames;
import io.carillon.front.post.Courier;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Change;
import io.carillon.model.Secret;
import io.carillon.model.Status;
import io.carillon.model.port.Herald.Telling;
import io.carillon.wire.http.AddressGuard;
import io.carillon.wire.http.Cidr;
import io.carillon.wire.http.ClientLimits;
import io.carillon.wire.http.GuardedClient;
import io.carillon.wire.http.HttpServer;
import io.carillon.wire.http.HttpSettings;
import io.carillon.wire.http.Mount;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Route;
import io.carillon.wire.sign.StandardWebhooks;
import io.carillon.wire.sign.Verdict;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class V2HeraldTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = StandardWebhooks.secret(new byte[24]);

  private final House house = new House();
  private final BlockingQueue<Request> taken = new LinkedBlockingQueue<>();
  private HttpServer sink;
  private GuardedClient client;
  private V2Herald herald;

  @BeforeEach
  void open() throws NoSuchAlgorithmException {
    var route = Route.post("/hook", 1 << 20, this::take);
    var mount = new Mount("", List.of(route), (_, problem) -> Reply.empty(problem.status()));
    sink = HttpServer.start(HttpSettings.loopback(), List.of(mount));
    var guard =
        new AddressGuard(
            List.<Cidr>of(), () -> true, (host, _) -> List.of(InetAddress.getByName(host)));
    client = new GuardedClient(guard, ClientLimits.standard(), SSLContext.getDefault());
    var courier = new Courier(client, house.clock(), "0.1.0");
    herald = new V2Herald(courier, house.ports().accounts(), house.clock());
    house.webhookSecret(new Secret(SECRET));
  }

  @AfterEach
  void close() {
    client.close();
    sink.close();
  }

  private Reply take(Request request) {
    taken.add(request);
    return Reply.empty(204);
  }

  private Message message() {
    var url = "http://127.0.0.1:" + sink.port() + "/hook";
    var name =
        new NativeClient(house)
            .send(
                "\"to\": \"+14155550123\", \"text\": \"Hi\", \"webhook\": {\"url\": \""
                    + url
                    + "\"}");
    return house.ports().messages().find(MessageNames.read(name).orElseThrow()).orElseThrow();
  }

  private static Notice notice(Message message, Change change) {
    var url = message.terms().callback().orElseThrow().url();
    var telling = Notice.Telling.owedAt(change.at());
    return new Notice(message.id(), 2, "v2", "lane", url, change, telling);
  }

  @Test
  void tellsTheChangeAndTheMessageAsItStands() throws Exception {
    var message = message();
    house.change(message.id(), state -> state.raised(Status.DELIVERED, House.OPENED));
    var now = house.ports().messages().find(message.id()).orElseThrow();

    var telling =
        herald.tell(now, notice(now, new Change(Status.SENT, House.OPENED, Optional.empty())));

    assertThat(telling).isEqualTo(new Telling.Told(204));
    var event = JSON.readTree(taken.take().body());
    assertThat(event.path("id").asText()).isEqualTo("whk_" + message.id().value().uuid() + "_2");
    assertThat(event.path("object").asText()).isEqualTo("event");
    assertThat(event.path("type").asText()).isEqualTo("message.sent");
    assertThat(event.path("sequence").asInt()).isEqualTo(2);
    assertThat(event.path("change").path("status").asText()).isEqualTo("sent");
    assertThat(event.path("change").path("error").isNull()).isTrue();
    assertThat(event.path("message").path("status").asText()).isEqualTo("delivered");
    assertThat(event.path("message").path("object").asText()).isEqualTo("message");
  }

  @Test
  void tellsWhyItEnded() throws Exception {
    var message = message();
    var change = new Change(Status.UNDELIVERED, House.OPENED, Optional.of(Fault.UNDELIVERABLE));

    herald.tell(message, notice(message, change));

    var error = JSON.readTree(taken.take().body()).path("change").path("error");
    assertThat(error.path("code").asText()).isEqualTo("undeliverable");
    assertThat(error.path("resolution").asText()).isNotEmpty();
  }

  @Test
  void signsByTheStandardSoThatItsLibrariesVerify() throws Exception {
    var message = message();

    herald.tell(message, notice(message, new Change(Status.SENT, House.OPENED, Optional.empty())));

    var request = taken.take();
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
            message, notice(message, new Change(Status.SENT, House.OPENED, Optional.empty())));

    assertThat(telling)
        .isInstanceOfSatisfying(
            Telling.NotNow.class,
            later -> assertThat(later.why()).contains("rotate").doesNotContain("base64!"));
    assertThat(taken).isEmpty();
  }
}
