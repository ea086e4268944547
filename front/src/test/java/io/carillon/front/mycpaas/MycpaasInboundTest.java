package io.carillon.front.mycpaas;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.consent.Intent;
import io.carillon.front.House;
import io.carillon.front.Sink;
import io.carillon.model.Callback;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Inbox;
import io.carillon.model.Inbox.Hook;
import io.carillon.model.Message;
import io.carillon.model.Message.Place;
import io.carillon.model.Notice.Change;
import io.carillon.model.Status;
import io.carillon.model.port.Herald.Finding;
import io.carillon.model.port.Herald.Telling;
import io.carillon.wire.http.Parameters;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.sign.FormSignature;
import io.carillon.wire.sign.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MycpaasInboundTest {
  private static final String PERSON = "+14155550123";
  private static final String NUMBER = "+14155552671";
  private static final FormSignature SIGNATURE = new FormSignature(House.TOKEN);

  private final House house = new House();
  @AutoClose private final Sink sink = new Sink();
  private Optional<Intent> intent = Optional.empty();
  private Optional<String> objection = Optional.empty();
  private final MycpaasHerald herald =
      new MycpaasHerald(
          sink.courier(house.clock()),
          house.ports().accounts(),
          new MycpaasHerald.Hearing(_ -> intent, _ -> objection, house.clock()));

  private Inbox inbox(Hook main, Optional<Hook> fallback) {
    return new Inbox("", main, fallback, Map.of());
  }

  private Message arrival(Inbox inbox) {
    var message = house.arrive(PERSON, NUMBER, new Content.Text("Grüße & mehr"));
    var terms = message.terms();
    var callback = new Callback(inbox.main().url(), Set.of(Status.RECEIVED));
    return new Message(
        message.id(),
        message.parties(),
        message.content(),
        new Message.Terms(
            terms.purpose(),
            terms.priority(),
            terms.wantsReceipt(),
            terms.validity(),
            terms.sendAt(),
            Optional.of(callback)),
        message.bill(),
        new Message.Origin(Place.of(Surface.DIALECT, ""), "", inbox.tags(), inbox.keepsake(), ""),
        message.state());
  }

  private Telling tell(Inbox inbox) {
    var message = arrival(inbox);
    var change = new Change(Status.RECEIVED, house.clock().now(), Optional.empty());
    return herald.tell(message, sink.notice(message, change));
  }

  private Telling tell() {
    return tell(inbox(Hook.posted(sink.url()), Optional.empty()));
  }

  private Telling.Told told() {
    return (Telling.Told) tell();
  }

  private static Reply xml(String document) {
    return Reply.of(200, "text/xml", document.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Map.Entry<String, String>> fields(Parameters form) {
    var fields = new ArrayList<Map.Entry<String, String>>();
    for (var name : form.names()) {
      form.all(name).forEach(value -> fields.add(Map.entry(name, value)));
    }
    return fields;
  }

  private static List<Map.Entry<String, String>> fields(Request request) {
    return fields(Parameters.form(request.body()).orElseThrow());
  }

  private static List<String> codes(Telling telling) {
    return ((Telling.Told) telling).findings().stream().map(Finding::code).toList();
  }

  private static List<String> texts(Telling telling) {
    return ((Telling.Told) telling).asked().stream().map(one -> one.content().words()).toList();
  }

  @Test
  void ofAnAnswerThatIsWrongTheExchangeIsKeptWithoutTheSignature() {
    sink.answer(xml("<Response><Play/></Response>"));
    var message = arrival(inbox(Hook.posted(sink.url()), Optional.empty()));
    var change = new Change(Status.RECEIVED, house.clock().now(), Optional.empty());

    var exchange = herald.attempt(message, sink.notice(message, change)).exchange().orElseThrow();

    assertThat(exchange.asked())
        .contains("POST " + sink.root() + "/hook?x=***", "X-Twilio-Signature: ***")
        .noneMatch(line -> line.contains("mehr"));
    assertThat(exchange.body()).isEqualTo("<Response><Play/></Response>");
  }

  @Test
  void saysWhatThePageListsSigned() {
    intent = Optional.of(Intent.STOP);

    var telling =
        tell(
            new Inbox(
                "",
                Hook.posted(sink.url() + "#rc=2"),
                Optional.empty(),
                Map.of("messaging_service", "MG" + "0".repeat(32))));

    assertThat(telling).isEqualTo(new Telling.Told(204));
    var request = sink.taken();
    var fields = fields(request);
    assertThat(fields.stream().map(Map.Entry::getKey))
        .containsExactly(
            "AccountSid",
            "ApiVersion",
            "Body",
            "From",
            "FromCountry",
            "MessageSid",
            "MessagingServiceSid",
            "NumMedia",
            "NumSegments",
            "OptOutType",
            "SmsMessageSid",
            "SmsSid",
            "SmsStatus",
            "To",
            "ToCountry");
    assertThat(fields)
        .contains(
            Map.entry("Body", "Grüße & mehr"),
            Map.entry("From", PERSON),
            Map.entry("To", NUMBER),
            Map.entry("FromCountry", "US"),
            Map.entry("NumMedia", "0"),
            Map.entry("SmsStatus", "received"),
            Map.entry("OptOutType", "STOP"));
    var signature = request.header("X-Twilio-Signature").orElseThrow();
    assertThat(SIGNATURE.verify(signature, sink.url(), fields)).isEqualTo(Verdict.GENUINE);
  }

  @Test
  void asksByGetWithAllOfItInTheSignedQuery() {
    assertThat(tell(inbox(new Hook(sink.url(), true), Optional.empty())))
        .isEqualTo(new Telling.Told(204));

    var request = sink.taken();
    assertThat(request.rawQuery()).startsWith("x=1&AccountSid=").contains("&Body=Gr%C3%BC");
    var signature = request.header("X-Twilio-Signature").orElseThrow();
    var url = sink.root() + "/hook?" + request.rawQuery();
    assertThat(SIGNATURE.verify(signature, url, List.of())).isEqualTo(Verdict.GENUINE);
  }

  @Test
  void aMessageGoesBackToWhoWrote() {
    sink.answer(
        xml(
            """
            <?xml version="1.0" encoding="UTF-8"?><Response><Message>
              Hello &amp; welcome
            </Message><Sms to="+14155550199" from="+14155550198">two</Sms></Response>
            """));

    var told = told();

    assertThat(told.findings()).isEmpty();
    assertThat(texts(told)).containsExactly("Hello & welcome", "two");
    var first = told.asked().getFirst();
    assertThat(first.ends())
        .isEqualTo(new io.carillon.model.Reply.Ends(Channel.SMS, NUMBER, PERSON));
    assertThat(first.place()).isEqualTo(Place.of("mycpaas", "reply"));
    assertThat(first.callback()).isEmpty();
    assertThat(told.asked().getLast().ends())
        .isEqualTo(new io.carillon.model.Reply.Ends(Channel.SMS, "+14155550198", "+14155550199"));
  }

  @Test
  void bodyMediaAndCallback() {
    sink.answer(
        xml(
            """
            <Response><Message action="/status" method="GET"><Body>look</Body>\
            <Media>https://e.example/a.png</Media><Media>b.png</Media></Message></Response>\
            """));

    var reply = told().asked().getFirst();

    assertThat(reply.ends().channel()).isEqualTo(Channel.MMS);
    assertThat(reply.content())
        .isEqualTo(
            new Content.Media(
                "look",
                List.of(
                    new Content.Item("https://e.example/a.png", "", ""),
                    new Content.Item(sink.root() + "/b.png", "", ""))));
    assertThat(reply.callback().orElseThrow().url()).isEqualTo(sink.root() + "/status");
    assertThat(new String(reply.keepsake().octets(), StandardCharsets.US_ASCII)).isEqualTo("get");
  }

  @Test
  void aPlainTextIsTheAnswer() {
    sink.answer(
        Reply.of(200, "text/plain; charset=utf-8", "Grüße\n".getBytes(StandardCharsets.UTF_8)));

    assertThat(texts(tell())).containsExactly("Grüße");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<Response/>", "<Response></Response>", "", "  "})
  void nothingIsAskedForByAnEmptyAnswer(String document) {
    sink.answer(xml(document));

    assertThat(tell()).isEqualTo(new Telling.Told(200));
  }

  @ParameterizedTest
  @CsvSource({
    "'<Response><Message>a</Response>', 12100",
    "'<!DOCTYPE x [<!ENTITY a \"b\">]><Response><Message>&a;</Message></Response>', 12100",
    "'<Answer><Message>a</Message></Answer>', 12102",
    "'<Response><Say>a</Say></Response>', 14110",
    "'<Response><Message/></Response>', 14103",
    "'<Response><Message><Body>a</Body><Body>b</Body></Message></Response>', 14103",
    "'<Response><Message><Media>ftp://x/</Media></Message></Response>', 14103",
    "'<Response><Message method=\"PUT\">a</Message></Response>', 14104",
    "'<Response><Message action=\"ftp://x/\">a</Message></Response>', 14105",
    "'<Response><Message to=\"smoke:1\">a</Message></Response>', 14101",
    "'<Response><Message from=\"whatsapp:+14155552671\">a</Message></Response>', 14102",
    "'<Response><Redirect method=\"PUT\">/x</Redirect></Response>', 13710",
    "'<Response><Redirect>ftp://x/</Redirect></Response>', 11100"
  })
  void whatCannotBeDoneHasItsNumber(String document, String code) {
    sink.answer(xml(document));

    var told = told();

    assertThat(codes(told)).containsExactly(code);
    assertThat(told.asked()).isEmpty();
  }

  @Test
  void whatStandsBehindAVerbThatIsNoneIsDone() {
    sink.answer(xml("<Response><Say>a</Say><Message tone='b'>c</Message></Response>"));

    var told = told();

    assertThat(codes(told)).containsExactly("14110", "12200");
    assertThat(texts(told)).containsExactly("c");
  }

  @Test
  void aCallbackThatMayNotBeCalledIsRefused() {
    objection = Optional.of("private");
    sink.answer(xml("<Response><Message action='/x'>c</Message></Response>"));

    assertThat(codes(tell())).containsExactly("14105");
  }

  @Test
  void tenMessagesAreEnough() {
    sink.answer(xml("<Response>" + "<Message>a</Message>".repeat(12) + "</Response>"));

    var told = told();

    assertThat(told.asked()).hasSize(10);
    assertThat(codes(told)).containsExactly("14109");
  }

  @Test
  void whoIsAnsweredThirtyTimesWithinThirtySecondsHearsNothingForAsLong() {
    sink.answer(xml("<Response>" + "<Message>a</Message>".repeat(9) + "</Response>"));
    for (int i = 0; i < 3; i++) {
      assertThat(told().asked()).hasSize(9);
    }

    var beyond = told();

    assertThat(beyond.asked()).hasSize(3);
    assertThat(codes(beyond)).containsExactly("14107");
    assertThat(beyond.findings().getFirst().words())
        .isEqualTo(
            "6 messages of the answer not sent: more than 30 replies to this person within 30 s");
    house.clock().advance(Duration.ofSeconds(29));
    assertThat(told().asked()).isEmpty();
    house.clock().advance(Duration.ofSeconds(1));
    assertThat(told().asked()).hasSize(9);
  }

  @Test
  void repliesThatComeSlowlyOrGoToSomebodyElseAreNotHeldBack() {
    sink.answer(xml("<Response><Message>a</Message></Response>"));
    for (int i = 0; i < 90; i++) {
      assertThat(told().asked()).hasSize(1);
      house.clock().advance(Duration.ofSeconds(1));
    }
    sink.answer(xml("<Response>" + "<Message>a</Message>".repeat(9) + "</Response>"));
    assertThat(told().asked()).hasSize(1);

    sink.answer(xml("<Response><Message to='+14155550199'>a</Message></Response>"));
    assertThat(told().asked()).hasSize(1);
  }

  @Test
  void anAnswerThatIsReadAgainCountsOnce() {
    sink.answer(xml("<Response>" + "<Message>a</Message>".repeat(9) + "</Response>"));
    var message = arrival(inbox(Hook.posted(sink.url()), Optional.empty()));
    var change = new Change(Status.RECEIVED, house.clock().now(), Optional.empty());

    for (int i = 0; i < 5; i++) {
      var told = (Telling.Told) herald.tell(message, sink.notice(message, change));
      assertThat(told.asked()).hasSize(9);
    }
    assertThat(told().asked()).hasSize(9);
  }

  @Test
  void aRedirectIsAskedForInTheSameWayAndTheRestIsNotRead() {
    sink.answer(request ->
        request.path().equals("/hook")
            ? xml(
                "<Response><Message>a</Message><Redirect method='GET'>other/b?y=2</Redirect>"
                    + "<Message>never</Message></Response>")
            : xml("<Response><Message>b</Message></Response>"));

    assertThat(texts(tell())).containsExactly("a", "b");

    sink.taken();
    var second = sink.taken();
    assertThat(second.path()).isEqualTo("/other/b");
    var signature = second.header("X-Twilio-Signature").orElseThrow();
    var url = sink.root() + "/other/b?" + second.rawQuery();
    assertThat(SIGNATURE.verify(signature, url, List.of())).isEqualTo(Verdict.GENUINE);
    assertThat(second.rawQuery()).startsWith("y=2&AccountSid=");
  }

  @Test
  void redirectsWithoutEndEnd() {
    sink.answer(xml("<Response><Message>a</Message><Redirect/></Response>"));

    var told = told();

    assertThat(sink.waiting()).isEqualTo(11);
    assertThat(codes(told)).last().isEqualTo("14106");
    assertThat(told.asked()).hasSize(11);
  }

  @Test
  void aRedirectToWhereNobodyMayCallEndsThere() {
    sink.answer(
        xml(
            "<Response><Message>a</Message><Redirect>http://192.168.1.1/x?key=s</Redirect>"
                + "</Response>"));

    var told = told();

    assertThat(texts(told)).containsExactly("a");
    assertThat(told.findings().getFirst().code()).isEqualTo("11100");
    assertThat(told.findings().getFirst().words()).startsWith("http://192.168.1.1/x?key=***: ");
  }

  @Test
  void anAnswerOverTheLimitIsNotRead() {
    sink.answer(xml("<Response><Message>" + "a".repeat(10_000_000) + "</Message></Response>"));

    assertThat(codes(tell())).containsExactly("11750");
  }

  @Test
  void anotherContentTypeIsNotRead() {
    sink.answer(Reply.json(200, "{}".getBytes(StandardCharsets.UTF_8)));

    assertThat(codes(tell())).containsExactly("12300");
  }

  @Test
  void theFallbackIsAskedWithWhatWentWrong() {
    sink.answer(request ->
        request.path().equals("/hook")
            ? Reply.empty(500)
            : xml("<Response><Message>from the fallback</Message></Response>"));

    var telling =
        tell(
            inbox(
                Hook.posted(sink.url()),
                Optional.of(Hook.posted(sink.root() + "/other/fallback"))));

    assertThat(texts(telling)).containsExactly("from the fallback");
    assertThat(codes(telling)).containsExactly("11200");
    sink.taken();
    assertThat(fields(sink.taken()))
        .contains(Map.entry("ErrorCode", "11200"), Map.entry("ErrorUrl", sink.url()));
  }

  @ParameterizedTest
  @CsvSource({
    "http://nobody.invalid/, 11210",
    "http://127.0.0.1:1/, 11205",
    "https://127.0.0.1:PORT/, 11220",
    "http://192.168.0.1/, 11100"
  })
  void whatStandsInTheWayHasItsOwnNumber(String url, String number) {
    sink.answer(xml("<Response><Message>from the fallback</Message></Response>"));
    var port = sink.root().substring(sink.root().lastIndexOf(':') + 1);

    var telling =
        tell(
            inbox(
                Hook.posted(url.replace("PORT", port)),
                Optional.of(Hook.posted(sink.root() + "/other/fallback"))));

    assertThat(texts(telling)).containsExactly("from the fallback");
    assertThat(codes(telling)).containsExactly(number);
  }

  @Test
  void aDocumentThatCannotBeReadGoesToTheFallbackToo() {
    sink.answer(request ->
        request.path().equals("/hook")
            ? xml("<Response><Message>")
            : xml("<Response><Message>from the fallback</Message></Response>"));

    var telling =
        tell(
            inbox(
                Hook.posted(sink.url()),
                Optional.of(Hook.posted(sink.root() + "/other/fallback"))));

    assertThat(texts(telling)).containsExactly("from the fallback");
    assertThat(codes(telling)).containsExactly("12100");
  }

  @Test
  void whereNothingTakesItItIsToldAgain() {
    sink.answer(Reply.empty(503));

    assertThat(tell()).isEqualTo(new Telling.NotNow(503, "HTTP 503", Optional.empty()));
    assertThat(
            tell(
                inbox(
                    Hook.posted(sink.url()),
                    Optional.of(Hook.posted(sink.root() + "/other/fallback")))))
        .isEqualTo(new Telling.NotNow(503, "HTTP 503; the fallback failed, too", Optional.empty()));
  }

  @Test
  void theOverridesOfTheFragmentEndIt() {
    sink.answer(Reply.empty(503));

    assertThat(tell(inbox(Hook.posted(sink.url() + "#rc=0"), Optional.empty())))
        .isInstanceOf(Telling.GivenUp.class);
  }
}
