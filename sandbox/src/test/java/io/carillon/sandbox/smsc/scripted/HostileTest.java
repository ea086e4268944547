package io.carillon.sandbox.smsc.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.sandbox.smsc.script.ScriptReader;
import io.carillon.sandbox.smsc.scripted.ScriptedSmsc.Doors;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.Pdu.SubmitSmResp;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Every fault that a hostile centre can have, as a client sees it.
@Timeout(30)
class HostileTest {
  private static ScriptedSmsc open(String yaml) throws Exception {
    return ScriptedSmsc.open(ScriptReader.read(yaml), Doors.loopback());
  }

  private static ScriptedSmsc hostile(String fault) throws Exception {
    return open("{otherwise: {receipt: {states: []}}, hostile: [{fault: " + fault + "}]}");
  }

  @Test
  void oneOctetAtATimeAreStillPdus() throws Exception {
    try (var smsc = hostile("one-octet");
        var client = Raw.bound(smsc)) {
      assertThat(client.taken("491")).isNotEmpty();
      assertThat(client.taken("492")).isNotEmpty();
    }
  }

  @Test
  void manyPdusComeInOneWrite() throws Exception {
    try (var smsc = hostile("coalesce, amount: 3");
        var client = Raw.bound(smsc)) {
      client.submit("491");
      client.submit("492");
      client.submit("493");
      client.in().readInt();

      assertThat(client.in().available()).isGreaterThan(80);
    }
  }

  @Test
  void silenceAnswersNothingAndEnds() throws Exception {
    try (var smsc = hostile("silence, for: 400ms");
        var client = Raw.bound(smsc)) {
      client.submit("491");
      client.send(new Pdu.EnquireLink());
      client.patience(100);
      assertThatThrownBy(client::next).isInstanceOf(SocketTimeoutException.class);

      client.patience(20);
      int asked = 0;
      Pdu heard = null;
      while (heard == null) {
        asked = client.send(new Pdu.EnquireLink());
        try {
          var frame = client.next();
          assertThat(frame.sequence()).isLessThanOrEqualTo(asked);
          heard = frame.pdu();
        } catch (SocketTimeoutException _) {
          // It is silent still.
        }
      }
      assertThat(heard).isInstanceOf(Pdu.EnquireLinkResp.class);
      assertThat(asked).isGreaterThan(3);
    }
  }

  @Test
  void sequenceNumbersAreWrong() throws Exception {
    try (var smsc = hostile("wrong-sequence, amount: 10");
        var client = Raw.bound(smsc)) {
      int sequence = client.submit("491");

      assertThat(client.next().sequence()).isEqualTo(sequence + 10);
    }
  }

  @Test
  void responsesComeInReverse() throws Exception {
    try (var smsc = hostile("out-of-order, amount: 3");
        var client = Raw.bound(smsc)) {
      int first = 0;
      for (int i = 0; i < 4; i++) {
        int sequence = client.submit("49" + i);
        first = i == 0 ? sequence : first;
      }

      var order = new ArrayList<Integer>();
      for (int i = 0; i < 4; i++) {
        order.add(client.next().sequence());
      }
      assertThat(order).containsExactly(first + 2, first + 1, first, first + 3);
    }
  }

  @Test
  void aLengthThatCannotBeAndAnUnknownCommandCome() throws Exception {
    try (var smsc = hostile("oversized");
        var client = Raw.bound(smsc)) {
      assertThatThrownBy(client::next)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("command_length 2147483647");
    }
    try (var smsc = hostile("unknown-command, amount: 0x1234");
        var client = Raw.bound(smsc)) {
      assertThatThrownBy(client::next)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("command 1234");
      assertThat(client.taken("491")).isNotEmpty();
    }
  }

  @Test
  void halfAConnectionIsClosed() throws Exception {
    try (var smsc = hostile("half-close");
        var client = Raw.bound(smsc)) {
      assertThat(client.in().read()).isEqualTo(-1);
      client.submit("491");
      client.submit("492");
    }
  }

  @Test
  void theConnectionIsCutBehindSoManyPdus() throws Exception {
    var yaml =
        "rules: [{to: {suffix: '1'}, receipt: {states: []}, hostile: {fault: cut, amount: 2}}]";
    try (var smsc = open(yaml);
        var client = Raw.bound(smsc)) {
      client.submit("491");
      client.next(SubmitSmResp.class);
      client.send(new Pdu.EnquireLink());
      client.next(Pdu.EnquireLinkResp.class);

      assertThat(client.in().read()).isEqualTo(-1);
    }
  }

  @Test
  void itReadsSlowly() throws Exception {
    try (var smsc = hostile("slow-reading, amount: 20");
        var client = Raw.bound(smsc)) {
      client.submit("491");
      client.patience(1_000);

      assertThatThrownBy(client::next).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void healedItBehavesAgain() throws Exception {
    try (var smsc = hostile("silence");
        var client = Raw.bound(smsc)) {
      client.submit("491");
      client.patience(200);
      assertThatThrownBy(client::next).isInstanceOf(SocketTimeoutException.class);

      assertThat(smsc.heal()).isEqualTo(1);

      client.patience(10_000);
      assertThat(client.taken("492")).isNotEmpty();
    }
  }
}
