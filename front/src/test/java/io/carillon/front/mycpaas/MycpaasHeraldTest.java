package io.carillon.front.mycpaas;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.front.Sink;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Change;
import io.carillon.model.Status;
import io.carillon.model.port.Herald.Telling;
import io.carillon.testkit.MemoryStore;
import io.carillon.wire.http.Parameters;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.sign.FormSignature;
import io.carillon.wire.sign.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MycpaasHeraldTest {
  private static final Instant AT = Instant.parse("2023-07-15T14:30:04Z");

  private final House house = new House();
  private final Client client = new Client(house);
  @AutoClose private final Sink sink = new Sink();
  private final MycpaasHerald.Hearing hearing =
      new MycpaasHerald.Hearing(_ -> Optional.empty(), _ -> Optional.empty(), house.clock());
  private final MycpaasHerald herald =
      new MycpaasHerald(sink.courier(house.clock()), house.ports().accounts(), hearing);

  private Telling tell(Message message, Status status, Optional<Fault> fault, int failed) {
    var destination = message.terms().callback().orElseThrow().url();
    var telling =
        new Notice.Telling(Notice.Progress.OPEN, failed, Optional.of(AT), Optional.empty(), 0);
    var change = new Change(status, AT, fault);
    return herald.tell(message, Sink.notice(message, destination, change, telling));
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
    var message = client.send("Body", "x", "StatusCallback", sink.root() + "/hook?x=1&y=%20");
    var sid = "SM" + message.id().value().hex();

    assertThat(tell(message, Status.DELIVERED, Optional.empty(), 0))
        .isEqualTo(new Telling.Told(204));

    var request = sink.taken();
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
            new FormSignature(House.TOKEN)
                .verify(signature, sink.root() + "/hook?x=1&y=%20", fields(request)))
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
    var message = client.send("Body", "x", "StatusCallback", sink.root() + "/hook");

    tell(message, status, Optional.of(fault), 0);

    assertThat(fields(sink.taken()))
        .contains(
            Map.entry("MessageStatus", word),
            Map.entry("ErrorCode", code),
            Map.entry("ErrorMessage", fault.words()));
  }

  @Test
  void aCanceledMessageHasNone() {
    var message = client.send("Body", "x", "StatusCallback", sink.root() + "/hook");

    tell(message, Status.CANCELED, Optional.of(Fault.CANCELED), 0);

    assertThat(fields(sink.taken()))
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
            sink.root() + "/hook");

    tell(message, Status.READ, Optional.empty(), 0);

    assertThat(fields(sink.taken()))
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
        client.askAt(
            Client.LAML_MESSAGES,
            "MediaUrl",
            "https://example.com/1.png",
            "StatusCallback",
            sink.root() + "/hook");
    var message = client.stored(answer);

    tell(message, Status.UNDELIVERED, Optional.of(Fault.UNDELIVERABLE), 0);

    assertThat(fields(sink.taken()))
        .contains(
            Map.entry("MessageSid", "SM" + message.id().value().hex()),
            Map.entry("MessageStatus", "failed"),
            Map.entry("ErrorCode", "30003"));
  }

  @Test
  void theOverridesOfTheUrlAreObeyedAndNotSent() {
    var message = client.send("Body", "x", "StatusCallback", sink.root() + "/hook#rc=1&rp=5xx");
    sink.answer(Reply.empty(503));

    assertThat(tell(message, Status.SENT, Optional.empty(), 0)).isInstanceOf(Telling.NotNow.class);
    assertThat(tell(message, Status.SENT, Optional.empty(), 1))
        .isEqualTo(new Telling.GivenUp(503, "HTTP 503; the callback's overrides end it here"));

    var request = sink.taken();
    assertThat(request.path()).isEqualTo("/hook");
    assertThat(
            new FormSignature(House.TOKEN)
                .verify(
                    request.header("X-Twilio-Signature").orElseThrow(),
                    sink.root() + "/hook",
                    fields(request)))
        .isEqualTo(Verdict.GENUINE);
  }

  @Test
  void withoutAPathTheSignatureCoversTheSlash() {
    var message = client.send("Body", "x", "StatusCallback", sink.root() + "?q=ü");

    tell(message, Status.SENT, Optional.empty(), 0);

    var request = sink.taken();
    assertThat(request.path()).isEqualTo("/");
    assertThat(
            new FormSignature(House.TOKEN)
                .verify(
                    request.header("X-Twilio-Signature").orElseThrow(),
                    sink.root() + "/?q=%C3%BC",
                    fields(request)))
        .isEqualTo(Verdict.GENUINE);
  }

  @Test
  void whoeverIsGoneHearsNothing() {
    var message = client.send("Body", "x", "StatusCallback", sink.root() + "/hook");
    var accounts = MemoryStore.atOnce().ports().accounts();
    var silent = new MycpaasHerald(sink.courier(house.clock()), accounts, hearing);
    var change = new Change(Status.SENT, AT, Optional.empty());

    var telling = silent.tell(message, sink.notice(message, change));

    assertThat(telling).isInstanceOf(Telling.Gone.class);
    assertThat(sink.waiting()).isZero();
  }
}
