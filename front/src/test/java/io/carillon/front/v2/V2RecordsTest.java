package io.carillon.front.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.comply.Checkpoint;
import io.carillon.front.House;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Fault;
import io.carillon.model.Leg;
import io.carillon.model.MessageId;
import io.carillon.model.Status;
import io.carillon.wire.http.Pieces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Files for those who bill or audit.
class V2RecordsTest {
  private final House house = new House();
  private final NativeClient client = new NativeClient(house);

  /// What was accepted just now is left out, so all of these are asked for by a far end.
  private static final String ALL = "accepted_before=2099-01-01";

  private static MessageId id(String name) {
    return MessageNames.read(name).orElseThrow();
  }

  private String send(String more) {
    return client.send("\"to\": \"+14155550101\", \"text\": \"secret words\"" + more);
  }

  @Test
  void aRecordHasAllThatABillerNeedsAndNoWordOfTheContent() throws InterruptedException {
    var name = send(", \"reference\": \"order-1\", \"tags\": {\"b\": \"2\", \"a\": \"1\"}");
    house.clock().advance(Duration.ofSeconds(5));
    house.change(
        id(name),
        state ->
            state
                .with(
                    state.facts().on("acme").within("Verizon"),
                    state.work().with(state.work().tries().counted()))
                .with(List.of(new Leg(1, Leg.Standing.TAKEN, "far-1", 7)))
                .raised(Status.DELIVERED, house.clock().now()));

    var reply = client.get("/v2/messages.csv?" + ALL);

    assertThat(reply.contentType()).isEqualTo("text/csv; charset=utf-8; header=present");
    assertThat(NativeClient.header(reply, "Content-Disposition")).contains("messages.csv");
    assertThat(NativeClient.header(reply, "Next-Cursor")).isEmpty();
    assertThat(NativeClient.whole(reply))
        .isEqualTo(
            "id,reference,account,live,direction,channel,from,to,country,network,purpose,priority,"
                + "wants_receipt,validity,send_at,encoding,segments,price,charged,currency,status,"
                + "error,carrier,carrier_code,carrier_ids,failed_attempts,accepted_at,sending_at,"
                + "sent_at,delivered_at,ended_at,read_at,updated_at,dialect,form,region,decision,"
                + "tags\r\n"
                + name
                + ",order-1,AC0123456789abcdeffedcba9876543210,true,outbound,sms,+14155552671,"
                + "+14155550101,US,Verizon,transactional,normal,true,0,,gsm-7,1,0.0075,0.0075,USD,"
                + "delivered,,acme,,far-1,1,2023-07-15T14:30:00Z,,,2023-07-15T14:30:05Z,,,"
                + "2023-07-15T14:30:05Z,v2,,,settings 1."
                + Checkpoint.marks()
                + "; valid; route all sms; quiet,"
                + "\"{\"\"a\"\":\"\"1\"\",\"\"b\"\":\"\"2\"\"}\"\r\n");
  }

  @Test
  void aLineOfJsonHasTheSameColumnsWithTheirTypes() throws InterruptedException {
    var name = send(", \"tags\": {\"a\": \"1\"}");
    house.change(
        id(name),
        state ->
            state
                .with(state.facts().faulted(Optional.of(Fault.REJECTED), "id:0x45"), state.work())
                .raised(Status.FAILED, house.clock().now()));

    var reply = client.get("/v2/messages.jsonl?" + ALL);
    var lines = NativeClient.whole(reply).lines().toList();

    assertThat(reply.contentType()).isEqualTo("application/jsonl");
    assertThat(lines).hasSize(1);
    var record = NativeClient.parsed(lines.getFirst());
    var names = new ArrayList<String>();
    record.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactlyElementsOf(
            RecordColumn.told(false).stream().map(RecordColumn::name).toList());
    assertThat(record.path("segments").isInt()).isTrue();
    assertThat(record.path("wants_receipt").asBoolean()).isTrue();
    assertThat(record.path("reference").isNull()).isTrue();
    assertThat(record.path("tags").path("a").asText()).isEqualTo("1");
    assertThat(record.path("error").asText()).isEqualTo("rejected");
    assertThat(record.path("carrier_code").asText()).isEqualTo("id:0x45");
    assertThat(record.path("price").asText()).isEqualTo("0.0075");
    assertThat(record.path("charged").asText()).as("it never left").isEqualTo("0");
  }

  @Test
  void anAnswerEndsAtItsLimitAndItsCursorGoesOnWithTheSameFilters() throws InterruptedException {
    for (int i = 0; i < 7; i++) {
      send(", \"reference\": \"r" + i + "\"");
    }
    client.send("\"to\": \"+14155550199\", \"text\": \"another\"");

    var target = "/v2/messages.jsonl?limit=3&to=%2B14155550101&" + ALL;
    var references = new ArrayList<String>();
    int answers = 0;
    for (; !target.isEmpty(); answers++) {
      var reply = client.get(target);
      NativeClient.whole(reply)
          .lines()
          .forEach(line -> references.add(NativeClient.parsed(line).path("reference").asText()));
      var link = NativeClient.header(reply, "Link");
      target = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
      assertThat(target)
          .isEqualTo(
              link.isEmpty()
                  ? ""
                  : "/v2/messages.jsonl?limit=3&to=%2B14155550101&accepted_before=2099-01-01"
                      + "&starting_after="
                      + NativeClient.header(reply, "Next-Cursor"));
    }

    assertThat(answers).isEqualTo(3);
    assertThat(references).containsExactly("r0", "r1", "r2", "r3", "r4", "r5", "r6");
  }

  @Test
  void moreThanAPageComesWholeAndWhatIsNewerThanItsEndDoesNot() throws InterruptedException {
    for (int i = 0; i < 450; i++) {
      send("");
    }

    var reply = client.get("/v2/messages.csv?" + ALL);
    send("");

    assertThat(NativeClient.whole(reply).lines()).hasSize(451);
  }

  @Test
  void aStoreThatIsBusyForAWhileCutsNoAnswerThatHasBegun() throws InterruptedException {
    for (int i = 0; i < 250; i++) {
      send("");
    }

    var reply = client.get("/v2/messages.csv?" + ALL);
    house.store().busy(3);

    assertThat(NativeClient.whole(reply).lines()).hasSize(251);
  }

  @Test
  void whatWasAcceptedJustNowIsLeftToTheNextAnswer() throws InterruptedException {
    send("");

    assertThat(NativeClient.whole(client.get("/v2/messages.jsonl"))).isEmpty();
    house.clock().advance(Duration.ofSeconds(11));
    assertThat(NativeClient.whole(client.get("/v2/messages.jsonl")).lines()).hasSize(1);
  }

  @Test
  void withoutARecordThereIsTheLineOfNamesOnly() throws InterruptedException {
    send("");

    assertThat(NativeClient.whole(client.get("/v2/messages.csv?status=failed")).lines()).hasSize(1);
    assertThat(NativeClient.whole(client.get("/v2/messages.jsonl?status=failed"))).isEmpty();
  }

  @Test
  void anAccountHasTwoUnderWayAtOnce() {
    send("");
    var first = pieces();
    var second = pieces();

    var third = client.get("/v2/messages.csv?" + ALL);
    first.close();
    first.close();

    assertThat(third.status()).isEqualTo(429);
    assertThat(NativeClient.header(third, "Retry-After")).isEqualTo("5");
    var fourth = pieces();
    assertThat(client.get("/v2/messages.csv?" + ALL).status()).isEqualTo(429);
    second.close();
    fourth.close();
  }

  private Pieces pieces() {
    return client.get("/v2/messages.csv?" + ALL).pieces().orElseThrow();
  }
}
