package io.carillon.front.restcomm;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.front.Sink;
import io.carillon.model.Attempt.Exchange;
import io.carillon.model.Callback;
import io.carillon.model.Content;
import io.carillon.model.Inbox;
import io.carillon.model.Inbox.Hook;
import io.carillon.model.Message;
import io.carillon.model.Message.Place;
import io.carillon.model.Notice.Change;
import io.carillon.model.Status;
import io.carillon.model.port.Herald.Finding;
import io.carillon.model.port.Herald.Telling;
import io.carillon.model.port.Herald.Tried;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RestcommInboundTest {
  private final House house = new House();
  @AutoClose private final Sink sink = new Sink();
  private final RestcommHerald herald =
      new RestcommHerald(
          sink.courier(house.clock()),
          house.ports().accounts(),
          new RestcommHerald.Hearing(_ -> Optional.empty(), house.clock()));

  private Telling.Told told(Form form) {
    return (Telling.Told) tried(form).telling();
  }

  private Tried tried(Form form) {
    var fallback = Optional.of(Hook.posted(sink.root() + "/other/fallback"));
    var inbox = new Inbox(form.word(), Hook.posted(sink.url()), fallback, Map.of());
    var message = house.arrive("+14155550123", "+14155552671", new Content.Text("Hello"));
    var terms = message.terms();
    var heard =
        new Message(
            message.id(),
            message.parties(),
            message.content(),
            new Message.Terms(
                terms.purpose(),
                terms.priority(),
                terms.wantsReceipt(),
                terms.validity(),
                terms.sendAt(),
                Optional.of(new Callback(sink.url(), Set.of(Status.RECEIVED)))),
            message.bill(),
            new Message.Origin(
                Place.of(Form.DIALECT, form.word()), "", Map.of(), inbox.keepsake(), ""),
            message.state());
    var change = new Change(Status.RECEIVED, house.clock().now(), Optional.empty());
    return herald.attempt(heard, sink.notice(heard, change));
  }

  private static Reply xml(String document) {
    return Reply.of(200, "application/xml", document.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> texts(Telling.Told told) {
    return told.asked().stream().map(one -> one.content().words()).toList();
  }

  private static List<String> codes(Telling.Told told) {
    return told.findings().stream().map(Finding::code).toList();
  }

  private static boolean isFirst(Request request) {
    return request.path().equals("/hook");
  }

  @Test
  void theActionOfAnSmsIsAskedForAtOnce() {
    sink.answer(request ->
        isFirst(request)
            ? xml("<Response><Sms action='/other/next'>one</Sms><Sms>never</Sms></Response>")
            : xml("<Response><Sms>two</Sms></Response>"));

    assertThat(texts(told(Form.SMS))).containsExactly("one", "two");

    assertThat(sink.taken().bodyText()).startsWith("SmsSid=SM").doesNotContain("SmsStatus");
    assertThat(sink.taken().bodyText()).startsWith("SmsSid=SM").contains("&SmsStatus=sending");
  }

  @Test
  void theMessagesApiIsAskedInJsonAndAnswersInMarkup() {
    sink.answer(xml("<Response><Message>one</Message></Response>"));

    var told = told(Form.CHANNELS);

    assertThat(texts(told)).containsExactly("one");
    assertThat(told.asked().getFirst().place().form()).isEqualTo("channels reply");
    assertThat(sink.taken().bodyText()).startsWith("{\"message_sid\":");
  }

  @Test
  void theFallbackIsAskedWhereTheUrlFails() {
    sink.answer(request ->
        isFirst(request) ? Reply.empty(500) : xml("<Response><Sms>there</Sms></Response>"));

    var told = told(Form.SMS);

    assertThat(texts(told)).containsExactly("there");
    assertThat(codes(told)).containsExactly("500");
  }

  @Test
  void anAnswerThatCannotBeReadLeavesTheFallbackAlone() {
    sink.answer(xml("<Response><Sms>"));
    assertThat(codes(told(Form.SMS))).containsExactly("12100");

    sink.answer(Reply.json(200, "{}".getBytes(StandardCharsets.UTF_8)));
    assertThat(codes(told(Form.SMS))).containsExactly("12300");

    sink.answer(Reply.text(200, "OK"));
    assertThat(codes(told(Form.SMS))).containsExactly("12300");
    assertThat(sink.waiting()).isEqualTo(3);
  }

  @Test
  void whatIsWrongInAnAnswerIsKeptWithWhatWentOverTheWire() {
    sink.answer(xml("<Response>\n<Say>Hello</Say></Response>"));

    var exchange = tried(Form.SMS).exchange().orElseThrow();

    assertThat(exchange.asked().getFirst()).isEqualTo("POST " + sink.root() + "/hook?x=***");
    assertThat(exchange.asked())
        .anyMatch(line -> line.startsWith("Content-Type: application/x-www-form-urlencoded"));
    assertThat(exchange.answered()).anyMatch(line -> line.endsWith(": application/xml"));
    assertThat(exchange.body()).isEqualTo("<Response>\n<Say>Hello</Say></Response>");
  }

  @Test
  void itIsThatOfTheFirstDocumentInWhichSomethingWasWrong() {
    sink.answer(request ->
        isFirst(request)
            ? xml("<Response><Redirect method='GET'>/other/next?key=1</Redirect></Response>")
            : xml("<Response><Say>Hello</Say></Response>"));

    var exchange = tried(Form.SMS).exchange().orElseThrow();

    assertThat(exchange.asked().getFirst())
        .startsWith("GET " + sink.root() + "/other/next?key=***")
        .doesNotContain("Hello");
    assertThat(exchange.body()).contains("<Say>");
  }

  @Test
  void whatAsksForNothingLeavesNothing() {
    sink.answer(xml("<Response/>"));

    assertThat(tried(Form.SMS).exchange()).isEmpty();
  }

  @Test
  void ofALongAnswerTheBeginningIsKept() {
    sink.answer(xml("<Response><Say>" + "a".repeat(9_000) + "</Say></Response>"));

    assertThat(tried(Form.SMS).exchange().orElseThrow().body()).hasSize(Exchange.DOCUMENT_MAX);
  }
}
