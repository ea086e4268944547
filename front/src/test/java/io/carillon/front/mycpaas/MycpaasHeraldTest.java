package io.carillon.front.mycpaas;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.front.post.Courier;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Change;
import io.carillon.model.Status;
import io.carillon.model.port.Herald.Telling;
import io.carillon.testkit.MemoryStore;
import io.carillon.wire.http.AddressGuard;
import io.carillon.wire.http.Cidr;
import io.carillon.wire.http.ClientLimits;
import io.carillon.wire.http.GuardedClient;
import io.carillon.wire.http.HttpObserver;
import io.carillon.wire.http.HttpServer;
import io.carillon.wire.http.HttpSettings;
import io.carillon.wire.http.Mount;
import io.carillon.wire.http.Parameters;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Route;
import io.carillon.wire.sign.FormSignature;
import io.carillon.wire.sign.Verdict;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MycpaasHeraldTest {
  private static final Instant AT = Instant.parse("2023-07-15T14:30:04Z");

  private final House house = new House();
  private final Client client = new Client(house);
  private final BlockingQueue<Request> taken = new LinkedBlockingQueue<>();
  private volatile Reply reply = Reply.empty(204);
  private HttpServer sink;
  private GuardedClient through;
  private MycpaasHerald herald;

  @BeforeEach
  void open() throws NoSuchAlgorithmException {
    sink =
        HttpServer.start(
            HttpSettings.loopback(),
            List.of(
                new Mount(
                    "",
                    List.of(
                        Route.post("/", 1 << 20, this::take),
                        Route.post("/cb", 1 << 20, this::take)),
                    (_, problem) -> Reply.empty(problem.status()))),
            HttpObserver.NONE);
    var guard =
        new AddressGuard(
            List.<Cidr>of(), () -> true, (host, _) -> List.of(InetAddress.getByName(host)));
    through = new GuardedClient(guard, ClientLimits.standard(), SSLContext.getDefault());
    herald =
        new MycpaasHerald(new Courier(through, house.clock(), "0.1.0"), house.ports().accounts());
  }

  @AfterEach
  void close() {
    through.close();
    sink.close();
  }

  private Reply take(Request request) {
    taken.add(request);
    return reply;
  }

  private String url(String path) {
    return "http://127.0.0.1:" + sink.port() + path;
  }

  private Telling tell(Message message, Status status, Optional<Fault> fault, int failed) {
    var destination = message.terms().callback().orElseThrow().url();
    var telling =
        new Notice.Telling(Notice.Progress.OPEN, failed, Optional.of(AT), Optional.empty(), 0);
    var change = new Change(status, AT, fault);
    return herald.tell(
        message, new Notice(message.id(), 3, "mycpaas", "lane", destination, change, telling));
  }

  private static List<Map.Entry<String, String>> fields(Request request) {
    var form = Parameters.form(request.body()).orElseThrow();
    var fields = new ArrayList<Map.Entry<String, String>>();
    for (var name : form.names()) {
      form.all(name).forEach(value -> fields.add(Map.entry(name, value)));
    }
    return fields;
  }

  @Test
  void postsASignedForm() {
    var message = client.send("Body", "x", "StatusCallback", url("/cb?x=1&y=%20"));
    var sid = "SM" + message.id().value().hex();

    assertThat(tell(message, Status.DELIVERED, Optional.empty(), 0))
        .isEqualTo(new Telling.Told(204));

    var request = taken.remove();
    assertThat(request.rawQuery()).isEqualTo("x=1&y=%20");
    assertThat(request.header("Content-Type"))
        .contains("application/x-www-form-urlencoded; charset=utf-8");
    assertThat(request.header("I-Twilio-Idempotency-Token"))
        .contains(message.id().value().uuid() + "-3");
    assertThat(fields(request))
        .containsExactly(
            Map.entry("AccountSid", House.SID),
            Map.entry("ApiVersion", "2010-04-01"),
            Map.entry("From", "+14155552671"),
            Map.entry("MessageSid", sid),
            Map.entry("MessageStatus", "delivered"),
            Map.entry("SmsSid", sid),
            Map.entry("SmsStatus", "delivered"),
            Map.entry("To", "+14155550123"));
    var signature = request.header("X-Twilio-Signature").orElseThrow();
    assertThat(
            new FormSignature(House.TOKEN).verify(signature, url("/cb?x=1&y=%20"), fields(request)))
        .isEqualTo(Verdict.GENUINE);
  }

  @ParameterizedTest
  @CsvSource({
    "UNDELIVERED, UNDELIVERABLE, undelivered, 30003",
    "EXPIRED, EXPIRED, failed, 30036",
    "FAILED, RECIPIENT_UNKNOWN, failed, 30005",
    "FAILED, NO_CARRIER, failed, 30008"
  })
  void aFailureHasACode(Status status, Fault fault, String word, String code) {
    var message = client.send("Body", "x", "StatusCallback", url("/cb"));

    tell(message, status, Optional.of(fault), 0);

    assertThat(fields(taken.remove()))
        .contains(
            Map.entry("MessageStatus", word),
            Map.entry("ErrorCode", code),
            Map.entry("ErrorMessage", fault.words()));
  }

  @Test
  void aCanceledMessageHasNone() {
    var message = client.send("Body", "x", "StatusCallback", url("/cb"));

    tell(message, Status.CANCELED, Optional.of(Fault.CANCELED), 0);

    assertThat(fields(taken.remove()))
        .contains(Map.entry("MessageStatus", "canceled"))
        .noneMatch(field -> field.getKey().startsWith("Error"));
  }

  @Test
  void otherChannelsAreNamed() {
    var message =
        client.send(
            "To",
            "whatsapp:+14155550123",
            "From",
            "whatsapp:+14155552671",
            "Body",
            "x",
            "StatusCallback",
            url("/cb"));

    tell(message, Status.READ, Optional.empty(), 0);

    assertThat(fields(taken.remove()))
        .contains(
            Map.entry("To", "whatsapp:+14155550123"),
            Map.entry("ChannelPrefix", "whatsapp"),
            Map.entry("ChannelToAddress", "+14155550123"),
            Map.entry("EventType", "READ"),
            Map.entry("MessageStatus", "read"));
  }

  @Test
  void theLamlSurfaceSpeaksItsFiveWords() {
    var answer =
        client.post(
            "/api/laml" + Client.MESSAGES,
            "To",
            "+14155550123",
            "From",
            "+14155552671",
            "MediaUrl",
            "https://example.com/1.png",
            "StatusCallback",
            url("/cb"));
    var message = client.stored(answer);

    tell(message, Status.UNDELIVERED, Optional.of(Fault.UNDELIVERABLE), 0);

    assertThat(fields(taken.remove()))
        .contains(
            Map.entry("MessageSid", "SM" + message.id().value().hex()),
            Map.entry("MessageStatus", "failed"),
            Map.entry("ErrorCode", "30003"));
  }

  @Test
  void theOverridesOfTheUrlAreObeyedAndNotSent() {
    var message = client.send("Body", "x", "StatusCallback", url("/cb#rc=1&rp=5xx"));
    reply = Reply.empty(503);

    assertThat(tell(message, Status.SENT, Optional.empty(), 0)).isInstanceOf(Telling.NotNow.class);
    assertThat(tell(message, Status.SENT, Optional.empty(), 1))
        .isEqualTo(new Telling.GivenUp(503, "HTTP 503; the callback's overrides end it here"));

    var request = taken.remove();
    assertThat(request.path()).isEqualTo("/cb");
    assertThat(
            new FormSignature(House.TOKEN)
                .verify(
                    request.header("X-Twilio-Signature").orElseThrow(),
                    url("/cb"),
                    fields(request)))
        .isEqualTo(Verdict.GENUINE);
  }

  @Test
  void withoutAPathTheSignatureCoversTheSlash() {
    var message = client.send("Body", "x", "StatusCallback", url("") + "?q=ü");

    tell(message, Status.SENT, Optional.empty(), 0);

    var request = taken.remove();
    assertThat(request.path()).isEqualTo("/");
    assertThat(
            new FormSignature(House.TOKEN)
                .verify(
                    request.header("X-Twilio-Signature").orElseThrow(),
                    url("/?q=%C3%BC"),
                    fields(request)))
        .isEqualTo(Verdict.GENUINE);
  }

  @Test
  void whoeverIsGoneHearsNothing() {
    var message = client.send("Body", "x", "StatusCallback", url("/cb"));
    var accounts = MemoryStore.atOnce().ports().accounts();
    var silent = new MycpaasHerald(new Courier(through, house.clock(), "0.1.0"), accounts);
    var change = new Change(Status.SENT, AT, Optional.empty());
    var owed = Notice.Telling.owedAt(AT);

    var telling =
        silent.tell(
            message, new Notice(message.id(), 1, "mycpaas", "lane", url("/cb"), change, owed));

    assertThat(telling).isInstanceOf(Telling.Gone.class);
    assertThat(taken).isEmpty();
  }
}
