package io.carillon.sandbox.smsc.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.sandbox.smsc.script.ScriptReader;
import io.carillon.sandbox.smsc.scripted.ScriptedSmsc.Doors;
import io.carillon.wire.smpp.BindMode;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.Pdu.SubmitSmResp;
import io.carillon.wire.smpp.PduCodec;
import io.carillon.wire.smpp.RegisteredDelivery;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tag;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who is let in, and what a message is answered.
@Timeout(30)
class AnswersTest {
  private static ScriptedSmsc open(String yaml) throws Exception {
    return ScriptedSmsc.open(ScriptReader.read(yaml), Doors.loopback());
  }

  /// Of a message that wants no receipt.
  private static int status(Raw client, String to) throws Exception {
    client.submit(Raw.SENDER, to, RegisteredDelivery.NONE);
    return client.next(SubmitSmResp.class).status();
  }

  @Test
  void letsInWhoTheScriptNamesAndAsOftenAsItSays() throws Exception {
    var yaml =
        """
        accounts:
          - {system-id: a, password: pa, binds: [receiver], binds-max: 1}
          - {system-id: b, password: pb}
        """;
    try (var smsc = open(yaml);
        var first = new Raw(smsc);
        var second = new Raw(smsc);
        var third = new Raw(smsc);
        var fourth = new Raw(smsc);
        var fifth = new Raw(smsc)) {
      assertThat(first.bind(BindMode.RECEIVER, "a", "pa")).isZero();
      assertThat(second.bind(BindMode.RECEIVER, "a", "pa")).isEqualTo(CommandStatus.RALYBND);
      assertThat(third.bind(BindMode.TRANSMITTER, "a", "pa")).isEqualTo(CommandStatus.RBINDFAIL);
      assertThat(fourth.bind(BindMode.RECEIVER, "a", "px")).isEqualTo(CommandStatus.RINVPASWD);
      assertThat(fifth.bind(BindMode.RECEIVER, "c", "pa")).isEqualTo(CommandStatus.RINVSYSID);
      assertThat(status(first, "491510")).isEqualTo(CommandStatus.RINVBNDSTS);
      first.send(new Pdu.QuerySm("1", SmppAddress.NONE));
      assertThat(first.next(Pdu.QuerySmResp.class).status()).isEqualTo(CommandStatus.RINVBNDSTS);
    }
  }

  @Test
  void theFirstRuleThatFitsHolds() throws Exception {
    var yaml =
        """
        rules:
          - {to: {prefix: "49", every: 2}, status: ESME_RSYSERR}
          - {to: {pattern: "49.*7"}, status: 0x401}
          - {to: {suffix: "8"}, status: ESME_RX_T_APPN, times: 2}
        """;
    try (var smsc = open(yaml);
        var client = Raw.bound(smsc)) {
      assertThat(status(client, "49157")).isEqualTo(0x401);
      assertThat(status(client, "49157")).isEqualTo(CommandStatus.RSYSERR);
      assertThat(status(client, "14158")).isEqualTo(CommandStatus.RX_T_APPN);
      assertThat(status(client, "14158")).isEqualTo(CommandStatus.RX_T_APPN);
      assertThat(status(client, "14158")).isZero();
    }
  }

  @Test
  void anAccountsRateAndTheCurveThrottle() throws Exception {
    try (var smsc = open("accounts: [{system-id: sandbox, password: sandbox, rate: 1}]");
        var client = Raw.bound(smsc)) {
      assertThat(status(client, "1415")).isZero();
      assertThat(status(client, "1415")).isEqualTo(CommandStatus.RTHROTTLED);
    }
    var curve = "throttling: {congestion: true, curve: [{at: 0s, rate: 10}]}";
    try (var smsc = open(curve);
        var client = Raw.bound(smsc)) {
      client.submit(Raw.SENDER, "1415", RegisteredDelivery.NONE);
      var response = client.next(SubmitSmResp.class);
      assertThat(response.tlvs().number(Tag.CONGESTION_STATE).orElseThrow()).isBetween(1, 100);
      assertThat(status(client, "1415")).isEqualTo(CommandStatus.RTHROTTLED);
    }
  }

  @Test
  void aResponseComesLateOrNever() throws Exception {
    var yaml =
        """
        otherwise: {receipt: {states: []}}
        rules:
          - {to: {suffix: "1"}, delay: 300ms}
          - {to: {suffix: "2"}, answer: false}
        """;
    try (var smsc = open(yaml);
        var client = Raw.bound(smsc)) {
      int late = client.submit("491");
      client.submit("492");
      int soon = client.submit("493");

      assertThat(client.next().sequence()).isEqualTo(soon);
      assertThat(client.next().sequence()).isEqualTo(late);
      client.patience(300);
      assertThatThrownBy(client::next).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void beyondWhatMayBeOwedNothingMoreIsTaken() throws Exception {
    try (var smsc = open("{session: {owed-max: 2}, otherwise: {receipt: {delay: 1h}}}");
        var client = Raw.bound(smsc)) {
      assertThat(client.taken("1415")).isNotEmpty();
      assertThat(client.taken("1415")).isNotEmpty();
      assertThat(status(client, "1415")).isEqualTo(CommandStatus.RMSGQFUL);
    }
  }

  @Test
  void answersEnquireLinkUnbindAndWhatItDoesNotKnow() throws Exception {
    try (var smsc = open("");
        var client = Raw.bound(smsc)) {
      client.send(new Pdu.EnquireLink());
      assertThat(client.next(Pdu.EnquireLinkResp.class).status()).isZero();
      client.send(new Pdu.QuerySm("1", SmppAddress.NONE));
      assertThat(client.next(Pdu.QuerySmResp.class).status()).isEqualTo(CommandStatus.RQUERYFAIL);
      client.write(new byte[] {0, 0, 0, 16, 0, 0, 0x77, 0x77, 0, 0, 0, 0, 0, 0, 0, 9});
      assertThat(client.next(Pdu.GenericNack.class).status()).isEqualTo(CommandStatus.RINVCMDID);
      client.send(new Pdu.Unbind());
      assertThat(client.next(Pdu.UnbindResp.class).status()).isZero();
      assertThat(client.in().read()).isEqualTo(-1);
    }
  }

  @Test
  void aLengthThatCannotBeEndsTheConnection() throws Exception {
    try (var smsc = open("");
        var client = Raw.bound(smsc)) {
      client.write(new byte[] {0x7F, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 9});

      assertThat(client.next(Pdu.GenericNack.class).status()).isEqualTo(CommandStatus.RINVCMDLEN);
      assertThat(client.in().read()).isEqualTo(-1);
    }
  }

  @Test
  void whoSubmitsOctetByOctetIsUnderstood() throws Exception {
    try (var smsc = open("");
        var client = Raw.bound(smsc)) {
      for (byte one : PduCodec.encode(77, new Pdu.EnquireLink())) {
        client.write(new byte[] {one});
      }

      assertThat(client.next().sequence()).isEqualTo(77);
    }
  }

  @Test
  void aNewScriptHoldsForBindsThatStand() throws Exception {
    try (var smsc = open("");
        var client = Raw.bound(smsc)) {
      assertThat(status(client, "14150")).isZero();
      smsc.play(ScriptReader.read("otherwise: {status: ESME_RSYSERR}"));
      assertThat(status(client, "14150")).isEqualTo(CommandStatus.RSYSERR);
    }
  }
}
