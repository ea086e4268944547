package io.carillon.front.intelepeer;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.front.Sink;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Address;
import io.carillon.model.Commit;
import io.carillon.model.Content;
import io.carillon.model.Inbox;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Change;
import io.carillon.model.Notice.Progress;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.port.Herald.Telling;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Router;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntelePeerInboundTest {
  private static final Address NUMBER = Address.phone("+12191112222");

  private final House house = new House();
  private final Router router = new Router(house.mounts());

  @AutoClose private final Sink sink = new Sink();
  private final IntelePeerHerald herald =
      new IntelePeerHerald(sink.courier(house.clock()), house.ports().accounts());

  private int order(String method, String query, String body) {
    var path = "/_rest/v4/my/did/sms/webhook" + query;
    var key = new Field("Authorization", "Bearer " + House.KEY);
    var octets = body.getBytes(StandardCharsets.UTF_8);
    return router.answer(Request.of(method, path, List.of(key), octets)).status();
  }

  private Message arrival() {
    return house.arrive("+17705550123", NUMBER.value(), new Content.Text("Hello"));
  }

  /// What comes of telling it after so many tries that failed.
  private Telling tell(Message message, int failed) {
    var now = house.clock().now();
    var telling =
        new Notice.Telling(Progress.OPEN, failed, Optional.of(now), Optional.empty(), 500);
    var change = new Change(Status.RECEIVED, now, Optional.empty());
    return herald.tell(message, Sink.notice(message, sink.url(), change, telling));
  }

  @Test
  void anAccountHearsOfANumberWhereTheApiSaysUntilItIsForgotten() {
    var account = house.account().id();
    assertThat(herald.inbox(account, NUMBER)).isEmpty();

    var set = "{\"endpoints\": [\"+12191112222\"], \"webhook\": \"https://example.com/in\"}";
    assertThat(order("POST", "", set)).isEqualTo(201);

    assertThat(herald.inbox(account, NUMBER)).contains(Inbox.at("https://example.com/in"));
    assertThat(herald.inbox(account, Address.phone("+13031112222"))).isEmpty();
    assertThat(order("DELETE", "?endpoint=%2B12191112222", "")).isEqualTo(200);
    assertThat(herald.inbox(account, NUMBER)).isEmpty();
  }

  @Test
  void theBodyHasTheKeysThatThePagePrintsInTheirOrder() {
    var message = arrival();

    assertThat(tell(message, 0)).isEqualTo(new Telling.Told(204));

    var request = sink.taken();
    assertThat(request.header("Content-Type")).contains("application/json");
    assertThat(new String(request.body(), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"refid":"%s","from":"+17705550123","to":"+12191112222","message":"Hello",\
            "signature":"whsec_of_the_house"}\
            """
                .formatted(MessageNames.refid(message.id())));
  }

  @ParameterizedTest
  @CsvSource({"0, true", "3, true", "4, false"})
  void itIsTriedFiveTimesInAll(int failed, boolean again) {
    sink.answer(Reply.empty(500));

    assertThat(tell(arrival(), failed))
        .isEqualTo(
            again
                ? new Telling.NotNow(500, "HTTP 500", Optional.empty())
                : new Telling.GivenUp(500, "HTTP 500; it was the last of 5 attempts"));
  }

  @Test
  void theLastTryMayStillSucceed() {
    assertThat(tell(arrival(), 4)).isEqualTo(new Telling.Told(204));
  }

  private void noted(Message message, TraceRow.Kind kind, String detail)
      throws InterruptedException {
    var row = new TraceRow(message.id(), Instant.parse("2026-01-02T03:04:05.6Z"), kind, detail);
    var commit = new Commit(Commit.Urgency.ACCEPT, List.of(), List.of(new Commit.Write.Noted(row)));
    assertThat(house.ports().commits().write(commit)).isInstanceOf(Commit.Result.Done.class);
  }

  private String record(Message message) {
    var path = "/_rest/v4/app/sms/mdr?refid=" + MessageNames.refid(message.id());
    var key = new Field("Authorization", "Bearer " + House.KEY);
    var reply = router.answer(Request.of("GET", path, List.of(key), new byte[0]));
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  @Test
  void theRecordNamesEachFailureAndNothingElse() throws Exception {
    var message = arrival();
    noted(message, TraceRow.Kind.NOTE, "it came in parts");
    assertThat(record(message))
        .isEqualTo("{\"code\":200,\"RCC_en\":\"DLR:Delivered\",\"RCC\":210000}");

    noted(message, TraceRow.Kind.NOTICE_FAILED, "HTTP 500");
    noted(message, TraceRow.Kind.NOTICE_DEAD, "HTTP 503");

    assertThat(record(message))
        .isEqualTo(
            """
            {"code":200,"RCC_en":"DLR:Delivered","RCC":210000,"failures":[\
            {"date":"2026-01-02T03:04:05Z","error":"HTTP 500"},\
            {"date":"2026-01-02T03:04:05Z","error":"HTTP 503"}]}\
            """);
  }
}
