package io.carillon.front.intelepeer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.front.House;
import io.carillon.front.Sink;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Notice.Change;
import io.carillon.model.Status;
import io.carillon.model.port.Herald.Telling;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Router;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class IntelePeerHeraldTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final House house = new House();
  private final Router router = new Router(house.mounts());

  @AutoClose private final Sink sink = new Sink();
  private final IntelePeerHerald herald =
      new IntelePeerHerald(sink.courier(house.clock()), house.ports().accounts());

  private Message sent(String more) throws IOException {
    var body = "{\"from\": \"57-Hello8\", \"to\": \"+573132341111\", \"text\": \"x\"" + more + "}";
    var key = new Field("Authorization", "Bearer " + House.KEY);
    var octets = body.getBytes(StandardCharsets.UTF_8);
    var answer = router.answer(Request.of("POST", "/_rest/v4/app/sms/send", List.of(key), octets));
    var refid = JSON.readTree(answer.body()).path("refid").asText();
    return MessageNames.read(refid).flatMap(house.ports().messages()::find).orElseThrow();
  }

  private JsonNode told(Message message, Status status, Optional<Fault> fault) throws Exception {
    var change = new Change(status, house.clock().now(), fault);

    assertThat(herald.tell(message, sink.notice(message, change))).isEqualTo(new Telling.Told(204));

    var request = sink.taken();
    assertThat(request.header("Content-Type")).contains("application/json");
    return JSON.readTree(request.body());
  }

  @Test
  void aReceiptNamesTheMessageAndHowItEnded() throws Exception {
    var message = sent(", \"guid\": \"my guid\", \"dlr\": true");
    house.clock().advance(Duration.ofSeconds(5));

    var told = told(message, Status.DELIVERED, Optional.empty());

    assertThat(told)
        .isEqualTo(
            JSON.readTree(
                """
                {"refid": "%s", "from": "57-Hello8", "to": "+573132341111", "guid": "my guid",
                 "status": "DELIVRD", "errorcode": "000", "submitdate": "2023-07-15T14:30:00Z",
                 "donedate": "2023-07-15T14:30:05Z", "signature": "whsec_of_the_house"}
                """
                    .formatted(MessageNames.refid(message.id()))));
  }

  @Test
  void aFailureCarriesTheCarriersCode() throws Exception {
    var message = sent("");
    house.change(
        message.id(),
        state ->
            state.with(
                state.facts().faulted(Optional.of(Fault.UNDELIVERABLE), "0x0D"), state.work()));
    var failed = house.ports().messages().find(message.id()).orElseThrow();

    var told = told(failed, Status.UNDELIVERED, Optional.of(Fault.UNDELIVERABLE));

    assertThat(told.path("status").asText()).isEqualTo("UNDELIV");
    assertThat(told.path("errorcode").asText()).isEqualTo("0x0D");
    assertThat(told.path("guid").asText("none")).isEmpty();
    var late = told(failed, Status.DELIVERED, Optional.empty());
    assertThat(late.path("errorcode").asText()).isEqualTo("000");
  }

  @Test
  void aRedactedMessageIsToldWithItsBareSender() throws Exception {
    var told = told(sent("").redacted(), Status.SENT, Optional.empty());

    assertThat(told.path("from").asText()).isEqualTo("Hello8");
    assertThat(told.path("status").asText()).isEqualTo("ACCEPTD");
  }

  @Test
  void anAnswerOtherThanSuccessIsNotNow() throws Exception {
    sink.answer(Reply.empty(500));
    var message = sent("");
    var change = new Change(Status.DELIVERED, house.clock().now(), Optional.empty());

    assertThat(herald.tell(message, sink.notice(message, change)))
        .isInstanceOf(Telling.NotNow.class);
    assertThat(herald.dialect()).isEqualTo("intelepeer");
  }
}
