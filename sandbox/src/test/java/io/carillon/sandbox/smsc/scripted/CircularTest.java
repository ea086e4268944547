package io.carillon.sandbox.smsc.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.sandbox.smsc.script.ScriptReader;
import io.carillon.sandbox.smsc.scripted.Counters.Count;
import io.carillon.sandbox.smsc.scripted.ScriptedSmsc.Doors;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.Pdu.CancelSm;
import io.carillon.wire.smpp.Pdu.CancelSmResp;
import io.carillon.wire.smpp.Pdu.Destination;
import io.carillon.wire.smpp.Pdu.Destination.ToAddress;
import io.carillon.wire.smpp.Pdu.Destination.ToList;
import io.carillon.wire.smpp.Pdu.QuerySm;
import io.carillon.wire.smpp.Pdu.QuerySmResp;
import io.carillon.wire.smpp.Pdu.ReplaceSm;
import io.carillon.wire.smpp.Pdu.ReplaceSmResp;
import io.carillon.wire.smpp.Pdu.SubmitMulti;
import io.carillon.wire.smpp.Pdu.SubmitMultiResp;
import io.carillon.wire.smpp.Pdu.Unsuccessful;
import io.carillon.wire.smpp.Receipts;
import io.carillon.wire.smpp.RegisteredDelivery;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Octets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One message to many: submit_multi.
@Timeout(30)
class CircularTest {
  private static ScriptedSmsc open(String yaml) throws Exception {
    return ScriptedSmsc.open(ScriptReader.read(yaml), Doors.loopback());
  }

  private static SubmitMultiResp submit(Raw client, List<? extends Destination> to)
      throws Exception {
    client.send(multi(to));
    return client.next(SubmitMultiResp.class);
  }

  private static SubmitMulti multi(List<? extends Destination> to) {
    return new SubmitMulti(
        "",
        Raw.SENDER,
        List.copyOf(to),
        Handling.PLAIN.withRegisteredDelivery(RegisteredDelivery.FINAL),
        Octets.of((byte) 'H', (byte) 'i'),
        Tlvs.NONE);
  }

  private static List<ToAddress> to(String... numbers) {
    return Stream.of(numbers).map(SmppAddress::international).map(ToAddress::new).toList();
  }

  @Test
  void eachDestinationIsAMessageByItsOwnRule() throws Exception {
    var yaml =
        """
        otherwise: {receipt: {delay: 0}}
        rules:
          - {to: {suffix: "1"}, status: ESME_RINVDSTADR}
          - {to: {suffix: "2"}, receipt: {states: [UNDELIV]}}
        """;
    try (var smsc = open(yaml);
        var client = Raw.bound(smsc)) {
      var response = submit(client, to("491", "490", "492"));

      assertThat(response.status()).isZero();
      assertThat(response.unsuccessful())
          .containsExactly(
              new Unsuccessful(SmppAddress.international("491"), CommandStatus.RINVDSTADR));
      var states = new HashSet<String>();
      for (int i = 0; i < 2; i++) {
        var delivery = client.delivered();
        var receipt = Receipts.of(delivery).orElseThrow();
        assertThat(receipt.messageId()).isEqualTo(response.messageId());
        states.add(delivery.source().value() + " " + receipt.state().orElseThrow());
      }
      assertThat(states).containsExactlyInAnyOrder("490 DELIVERED", "492 UNDELIVERABLE");
      client.send(new QuerySm(response.messageId(), Raw.SENDER));
      assertThat(client.next(QuerySmResp.class).messageState())
          .isEqualTo(MessageState.UNDELIVERABLE.code());
    }
  }

  @Test
  void takesAsManyAsTheStandardAllows() throws Exception {
    try (var smsc = open("otherwise: {receipt: {delay: 0}}");
        var client = Raw.bound(smsc)) {
      var many = IntStream.range(0, 254).mapToObj(i -> "49" + (1_000 + i)).toArray(String[]::new);
      var response = submit(client, to(many));

      assertThat(response.unsuccessful()).isEmpty();
      var told = new ArrayList<String>();
      for (int i = 0; i < many.length; i++) {
        told.add(client.delivered().source().value());
      }
      assertThat(told).containsExactlyInAnyOrder(many);
    }
  }

  @Test
  void whatNobodyCanGetHasNoId() throws Exception {
    try (var smsc = open("otherwise: {status: ESME_RX_P_APPN}");
        var client = Raw.bound(smsc)) {
      var response = submit(client, to("491", "492"));

      assertThat(response.status()).isEqualTo(CommandStatus.RSUBMITFAIL);
      assertThat(response.messageId()).isEmpty();
      assertThat(response.unsuccessful())
          .extracting(Unsuccessful::status)
          .containsExactly(CommandStatus.RX_P_APPN, CommandStatus.RX_P_APPN);
    }
  }

  @Test
  void listsAndNobodyAreRefused() throws Exception {
    try (var smsc = open("");
        var client = Raw.bound(smsc)) {
      assertThat(submit(client, List.of(new ToList("all"))).status())
          .isEqualTo(CommandStatus.RINVDLNAME);
      assertThat(submit(client, List.of()).status()).isEqualTo(CommandStatus.RINVNUMDESTS);
    }
  }

  @Test
  void theRateCountsEachDestination() throws Exception {
    try (var smsc = open("accounts: [{system-id: sandbox, password: sandbox, rate: 1}]");
        var client = Raw.bound(smsc)) {
      assertThat(submit(client, to("491", "492")).unsuccessful())
          .containsExactly(
              new Unsuccessful(SmppAddress.international("492"), CommandStatus.RTHROTTLED));
    }
  }

  @Test
  void theResponseIsAsLateAsTheLatestWantsIt() throws Exception {
    var yaml =
        """
        otherwise: {receipt: {states: []}}
        rules:
          - {to: {suffix: "1"}, delay: 1s}
          - {to: {suffix: "2"}, answer: false}
        """;
    try (var smsc = open(yaml);
        var client = Raw.bound(smsc)) {
      client.send(multi(to("490", "491")));
      client.send(new Pdu.EnquireLink());
      assertThat(client.next().pdu()).isInstanceOf(Pdu.EnquireLinkResp.class);
      assertThat(client.next(SubmitMultiResp.class).status()).isZero();
      client.send(multi(to("490", "492")));
      client.send(new Pdu.EnquireLink());
      assertThat(client.next().pdu()).isInstanceOf(Pdu.EnquireLinkResp.class);
      assertThat(smsc.counters().of(Count.UNANSWERED)).isEqualTo(1);
    }
  }

  @Test
  void oneDestinationOrAllAreTakenBack() throws Exception {
    try (var smsc = open("otherwise: {receipt: {delay: 1h}}");
        var client = Raw.bound(smsc)) {
      var id = submit(client, to("491", "492", "493")).messageId();

      cancel(client, id, "492");
      assertThat(client.delivered().source().value()).isEqualTo("492");
      assertThat(replace(client, id)).isEqualTo(CommandStatus.RREPLACEFAIL);
      client.send(new QuerySm(id, Raw.SENDER));
      assertThat(client.next(QuerySmResp.class).messageState())
          .isEqualTo(MessageState.ENROUTE.code());
      cancel(client, id, "");
      assertThat(List.of(client.delivered(), client.delivered()))
          .extracting(delivery -> delivery.source().value())
          .containsExactlyInAnyOrder("491", "493");
    }
  }

  private static void cancel(Raw client, String id, String to) throws Exception {
    client.send(new CancelSm("", id, Raw.SENDER, SmppAddress.international(to)));
    assertThat(client.next(CancelSmResp.class).status()).isZero();
  }

  private static int replace(Raw client, String id) throws Exception {
    client.send(new ReplaceSm(id, Raw.SENDER, "", "", 1, 0, Octets.of((byte) 'H'), Tlvs.NONE));
    return client.next(ReplaceSmResp.class).status();
  }
}
