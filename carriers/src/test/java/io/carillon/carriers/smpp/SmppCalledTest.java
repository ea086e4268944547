package io.carillon.carriers.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.carriers.smpp.SmppSettings.Binding;
import io.carillon.carriers.smpp.SmppSettings.Mode;
import io.carillon.carriers.smpp.SmppSettings.Outbind;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Report;
import io.carillon.model.Secret;
import io.carillon.wire.smpp.BindMode;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Octets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A centre that calls.
@Timeout(60)
class SmppCalledTest {
  private static final SmppAddress PERSON = SmppAddress.international("14155551234");
  private static final SmppAddress SENDER = SmppAddress.international("14155552671");

  private final RawCentre centre = new RawCentre();
  private final Line line;

  SmppCalledTest() throws IOException {
    var listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var outbind = Optional.of(new Outbind(listen, "centre", new Secret("letmein")));
    line = new Line(Line.settings(centre.port(), new Binding(Mode.TRANSCEIVER, 1, outbind)));
  }

  @AfterEach
  void close() throws IOException {
    line.close();
    centre.close();
  }

  private RawCentre.Link call(String password) throws IOException {
    var link = RawCentre.call(line.carrier().outbindPort().orElseThrow());
    link.send(1, new Pdu.Outbind("centre", password));
    return link;
  }

  @Test
  void isBoundToAsReceiverAndWhatItBringsIsTaken() throws Exception {
    try (var link = call("letmein")) {
      var asked = link.next();
      assertThat(((Pdu.Bind) asked.pdu()).mode()).isEqualTo(BindMode.RECEIVER);
      assertThat(((Pdu.Bind) asked.pdu()).systemId()).isEqualTo("sandbox");
      link.answer(asked, new Pdu.BindResp(BindMode.RECEIVER, 0, "centre", Tlvs.NONE));
      var words = Octets.of("Hi".getBytes(StandardCharsets.US_ASCII));
      link.send(2, new Pdu.DeliverSm("", PERSON, SENDER, Handling.PLAIN, words, Tlvs.NONE));

      assertThat(line.arrived())
          .isEqualTo(
              new Report.Arrived(
                  Channel.SMS,
                  SmppMapping.address(PERSON).orElseThrow(),
                  Drafts.SENDER,
                  new Content.Text("Hi")));
      assertThat(link.next(Pdu.DeliverSmResp.class).status()).isZero();
      assertThat(line.carrier().isUp()).isFalse();
      link.hangUp();
    }
  }

  @Test
  void whoNamesItselfOtherwiseIsNotBoundTo() throws Exception {
    try (var link = call("guess")) {
      assertThat(link.raw(1)).isEmpty();
    }
  }
}
