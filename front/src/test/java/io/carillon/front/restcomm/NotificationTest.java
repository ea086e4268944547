package io.carillon.front.restcomm;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.front.Sink;
import io.carillon.front.json.JsonWriter;
import io.carillon.model.AccountId;
import io.carillon.model.Attempt.Exchange;
import io.carillon.model.Content;
import io.carillon.model.Id;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Change;
import io.carillon.model.Notice.Progress;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationTest {
  private final House house = new House();

  private Notification told(String... rows) {
    var message = house.arrive("+14155550123", "+14155552671", new Content.Text("Hello"));
    var now = house.clock().now();
    var telling = new Notice.Telling(Progress.TOLD, 1, Optional.empty(), Optional.of(now), 200);
    var change = new Change(Status.RECEIVED, now, Optional.empty());
    var notice = Sink.notice(message, "https://example.com/in?key=secret", change, telling);
    return Notification.of(
        notice,
        id ->
            List.of(rows).stream()
                .map(row -> new TraceRow(id, now, TraceRow.Kind.ANSWER_FAILED, row))
                .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "12300 https://example.com/in: its content type is neither, 12300",
    "14110 <Say> is no verb for a message, 14110",
    "sender_not_registered message 1 of the answer was refused, 11001",
    "opted_out message 1 of the answer was refused, 30004",
    "new_word message 1 of the answer was refused, 30008"
  })
  void whatWasWrongInAnAnswerHasItsNumber(String row, int code) {
    var notification = told(row);

    assertThat(notification.errorCode()).isEqualTo(code);
    assertThat(notification.text()).startsWith("The answer to SM").endsWith(row);
    assertThat(notification.log()).isEqualTo(1);
  }

  @Test
  void severalAreOneNotificationWithTheNumberOfTheFirst() {
    var notification = told("14103 a message says nothing", "14110 <Say> is no verb");

    assertThat(notification.errorCode()).isEqualTo(14_103);
    assertThat(notification.text())
        .endsWith(": 14103 a message says nothing; 14110 <Say> is no verb");
  }

  @Test
  void itShowsWhatWentOverTheWire() {
    var exchange =
        new Exchange(
            List.of("GET https://example.com/next?key=***", "User-Agent: Carillon"),
            List.of("Content-Type: text/xml", "Server: x"),
            "<Response><Say/></Response>");

    var json = json(Optional.of(exchange));

    assertThat(json)
        .contains("\"request_url\":\"https://example.com/next?key=***\"")
        .contains("\"request_method\":\"GET\"")
        .contains("\"response_headers\":\"HTTP/1.1 200\\nContent-Type: text/xml\\nServer: x\"")
        .contains("\"response_body\":\"<Response><Say/></Response>\"");
  }

  @Test
  void withoutALogItShowsWhatTheNoticeSays() {
    assertThat(json(Optional.empty()))
        .contains("\"request_url\":\"https://example.com/in?key=***\"")
        .contains("\"response_headers\":\"HTTP/1.1 200\"")
        .contains("\"response_body\":null");
  }

  private String json(Optional<Exchange> exchange) {
    var sheet =
        told("14110 <Say> is no verb")
            .sheet(new AccountId(new Id(7, 7)), Optional.empty(), exchange);
    var json = new JsonWriter().object();
    sheet.json(json);
    return new String(json.end().bytes(), StandardCharsets.UTF_8).replace("\": ", "\":");
  }
}
