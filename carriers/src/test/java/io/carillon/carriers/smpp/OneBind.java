package io.carillon.carriers.smpp;

import io.carillon.carriers.smpp.RawCentre.Link;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Octets;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A carrier on one bind to a centre that plays each PDU by hand, for each test anew.
class OneBind {
  static final SmppAddress PERSON = SmppAddress.international("14155551234");
  static final SmppAddress SENDER = SmppAddress.international("14155552671");

  final Drafts drafts = new Drafts();
  final RawCentre centre = new RawCentre();
  private final int window;
  Line line;
  Link link;

  OneBind(int window) throws IOException {
    this.window = window;
  }

  @BeforeEach
  void open() throws Exception {
    line = new Line(Line.settings(centre.port(), 1, window));
    link = centre.acceptBind();
    line.up(1);
  }

  @AfterEach
  void close() throws IOException {
    link.close();
    line.close();
    centre.close();
  }

  void send(int reference) {
    line.send(drafts.text("+14155551234", "Hello"), reference);
  }

  static Pdu.SubmitSmResp taken(String id) {
    return new Pdu.SubmitSmResp(0, id, Tlvs.NONE);
  }

  static Pdu.DeliverSm receipt(SmppAddress from, SmppAddress to, Tlvs tlvs) {
    return new Pdu.DeliverSm(
        "", from, to, Handling.PLAIN.withEsmClass(EsmClass.RECEIPT), Octets.NONE, tlvs);
  }

  static Pdu.DeliverSm receipt(String id, int reference) {
    return receipt(
        PERSON,
        SENDER,
        Tlvs.NONE
            .withText(Tag.RECEIPTED_MESSAGE_ID, id)
            .withOctet(Tag.MESSAGE_STATE, MessageState.DELIVERED.code())
            .withShort(Tag.USER_MESSAGE_REFERENCE, reference));
  }
}
