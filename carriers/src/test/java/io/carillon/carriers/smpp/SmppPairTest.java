package io.carillon.carriers.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.carriers.smpp.RawCentre.Link;
import io.carillon.carriers.smpp.SmppSettings.Binding;
import io.carillon.carriers.smpp.SmppSettings.Mode;
import io.carillon.model.Outcome;
import io.carillon.testkit.Patience;
import io.carillon.wire.smpp.BindMode;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Octets;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A bind of two sessions: one sends, the other receives.
@Timeout(60)
class SmppPairTest {
  private final Drafts drafts = new Drafts();
  private final RawCentre centre = new RawCentre();
  private Line line;
  private Link transmitter;
  private Link receiver;

  SmppPairTest() throws IOException {}

  @BeforeEach
  void open() throws Exception {
    line = new Line(Line.settings(centre.port(), new Binding(Mode.TRANSMITTER_AND_RECEIVER, 1)));
    var first = centre.acceptBind();
    var second = centre.acceptBind();
    boolean inOrder = first.mode() == BindMode.TRANSMITTER;
    transmitter = inOrder ? first : second;
    receiver = inOrder ? second : first;
    line.up(1);
  }

  @AfterEach
  void close() throws IOException {
    transmitter.close();
    receiver.close();
    line.close();
    centre.close();
  }

  private void awaitUp(int binds) {
    Patience.until(
        () -> line.carrier().state().up() == binds, () -> line.carrier().state().toString());
  }

  @Test
  void aPairIsOneBindOfEachKind() {
    assertThat(transmitter.mode()).isEqualTo(BindMode.TRANSMITTER);
    assertThat(receiver.mode()).isEqualTo(BindMode.RECEIVER);
    assertThat(line.carrier().state().links()).isEqualTo(1);
    assertThat(line.carrier().room()).isEqualTo(5);
  }

  @Test
  void submitsGoOverTheOneAndReceiptsComeOverTheOther() throws Exception {
    line.send(drafts.text("+14155551234", "Hello"), 1);
    transmitter.answer(transmitter.next(), new Pdu.SubmitSmResp(0, "far-1", Tlvs.NONE));
    assertThat(line.answer().outcome()).isEqualTo(new Outcome.Taken("far-1"));

    var tlvs =
        Tlvs.NONE.withText(Tag.RECEIPTED_MESSAGE_ID, "far-1").withOctet(Tag.MESSAGE_STATE, 2);
    receiver.send(
        1,
        new Pdu.DeliverSm(
            "",
            SmppAddress.international("14155551234"),
            SmppAddress.international("14155552671"),
            Handling.PLAIN.withEsmClass(EsmClass.RECEIPT),
            Octets.NONE,
            tlvs));

    assertThat(line.receipt().farId()).isEqualTo("far-1");
    assertThat(receiver.next(Pdu.DeliverSmResp.class).status()).isZero();
    assertThat(line.meters().counted("smpp.submits", "carrier", "acme", "bind", "1-transmitter"))
        .isEqualTo(1);
    assertThat(line.meters().counted("smpp.deliveries", "carrier", "acme", "bind", "1-receiver"))
        .isEqualTo(1);
  }

  @Test
  void withoutItsReceiverABindIsNotUpButSends() throws Exception {
    receiver.hangUp();
    awaitUp(0);

    assertThat(line.carrier().isUp()).isTrue();
    line.send(drafts.text("+14155551234", "Hello"), 1);
    transmitter.answer(transmitter.next(), new Pdu.SubmitSmResp(0, "far-1", Tlvs.NONE));
    assertThat(line.answer().outcome()).isEqualTo(new Outcome.Taken("far-1"));

    receiver = centre.acceptBind();
    assertThat(receiver.mode()).isEqualTo(BindMode.RECEIVER);
    awaitUp(1);
  }

  @Test
  void withoutItsTransmitterNothingGoes() throws Exception {
    transmitter.hangUp();
    awaitUp(0);
    Patience.until(() -> !line.carrier().isUp(), () -> "it is up");

    line.send(drafts.text("+14155551234", "Hello"), 1);

    assertThat(line.answer().outcome()).isInstanceOf(Outcome.NotSent.class);
    assertThat(line.carrier().room()).isZero();
  }
}
