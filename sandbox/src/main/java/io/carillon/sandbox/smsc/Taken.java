package io.carillon.sandbox.smsc;

import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Pdu.SubmitSm;
import io.carillon.wire.smpp.RegisteredDelivery;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Alphabet;
import io.carillon.wire.text.DataCoding;
import io.carillon.wire.text.Octets;
import io.carillon.wire.text.Reading;
import io.carillon.wire.text.Udh;
import io.carillon.wire.text.Udh.Concat;
import io.carillon.wire.text.UserData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A submit_sm that the sandbox took.
record Taken(long id, long at, Ends ends, Terms terms, Piece piece) implements Kept {
  /// What the client asked for.
  ///
  /// @param registeredDelivery as it stood in the submit_sm
  /// @param reference user_message_reference; -1 = none
  record Terms(int registeredDelivery, int reference) {
    /// Whether it asked for a receipt that says this (SMPP 3.4 §5.2.17; success alone: 5.0).
    boolean wants(boolean failure) {
      int wanted = registeredDelivery & RegisteredDelivery.RECEIPT_MASK;
      return wanted == RegisteredDelivery.FINAL
          || wanted == (failure ? RegisteredDelivery.ON_FAILURE : RegisteredDelivery.ON_SUCCESS);
    }
  }

  /// What it says, without a header before it, and which part of a text it is.
  ///
  /// @param tables names the national tables that it is in, and nothing else
  record Piece(int dataCoding, Udh tables, Octets body, Concat concat) {
    static final Concat WHOLE = new Concat(0, 1, 1);

    /// Tables by their identifiers; 0 = the usual one.
    static Udh tables(int locking, int single) {
      return (locking | single) == 0
          ? Udh.NOTHING
          : new Udh(Optional.empty(), Optional.empty(), single, locking);
    }

    /// As a handset reads it.
    Reading reading() {
      return new Reading(DataCoding.alphabet(dataCoding, Alphabet.GSM7), tables, body);
    }

    boolean isWhole() {
      return concat.total() == 1;
    }
  }

  static Taken of(long id, long at, SubmitSm submit) {
    int reference = submit.tlvs().number(Tag.USER_MESSAGE_REFERENCE).orElse(-1);
    return new Taken(
        id,
        at,
        new Ends(submit.source(), submit.destination()),
        new Terms(submit.registeredDelivery(), reference),
        piece(submit));
  }

  /// The parts of a text are told by a header before each or by the sar_ parameters (SMPP 3.4
  /// §5.2.12, §5.3.2.22).
  private static Piece piece(SubmitSm submit) {
    var payload = submit.payload();
    boolean headed = (submit.esmClass() & EsmClass.UDHI) != 0;
    return headed && Udh.parse(payload) instanceof UserData.Split(var udh, _, var body)
        ? new Piece(
            submit.dataCoding(),
            Piece.tables(udh.lockingShift(), udh.singleShift()),
            body,
            udh.concat().orElseGet(() -> sar(submit.tlvs())))
        : new Piece(submit.dataCoding(), Udh.NOTHING, payload, sar(submit.tlvs()));
  }

  private static Concat sar(Tlvs tlvs) {
    var reference = tlvs.number(Tag.SAR_MSG_REF_NUM);
    int total = orZero(tlvs.number(Tag.SAR_TOTAL_SEGMENTS));
    int number = orZero(tlvs.number(Tag.SAR_SEGMENT_SEQNUM));
    boolean whole = reference.isEmpty() || total < 1 || total > 255 || number < 1 || number > total;
    return whole ? Piece.WHOLE : new Concat(reference.getAsInt(), total, number);
  }

  private static int orZero(OptionalInt number) {
    return number.orElse(0);
  }

  Script script() {
    return Script.of(ends.destination().value());
  }

  /// Receipts are owed for each part, the person's answer for the first one only; nobody can answer
  /// an alphanumeric sender.
  @Override
  public List<Delivery> owed() {
    var script = script();
    var owed = new ArrayList<Delivery>(2);
    if (terms.wants(script.fails())) {
      script.receipts().forEach(state -> owed.add(new Delivery.Receipt(this, state)));
    }
    boolean answerable = ends.source().ton() != SmppAddress.TON_ALPHANUMERIC;
    if (answerable && !script.reply().isEmpty() && piece.concat().number() == 1) {
      owed.add(new Delivery.Words(ends.reversed(), script.reply()));
    }
    return owed;
  }

  /// This, without the text: enough for what is owed.
  Taken withoutText() {
    var nothing = new Piece(piece.dataCoding(), Udh.NOTHING, Octets.NONE, piece.concat());
    return new Taken(id, at, ends, terms, nothing);
  }
}
