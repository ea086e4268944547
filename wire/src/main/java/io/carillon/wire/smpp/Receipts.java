package io.carillon.wire.smpp;

import io.carillon.wire.text.Alphabet;
import io.carillon.wire.text.DataCoding;
import io.carillon.wire.text.Octets;
import io.carillon.wire.text.Udh;
import io.carillon.wire.text.UserData;
import java.util.Optional;

/// Tells receipts from messages among what a centre delivers.
///
/// By the standard esm_class says it (3.4 §5.2.12). In practice some centres leave esm_class 0, so
/// a receipted_message_id, or a text that has both an id and a known state, is a receipt too.
public final class Receipts {
  private Receipts() {}

  /// The receipt that `pdu` is, or nothing where it carries a message.
  public static Optional<Receipt> of(Pdu.Carrying pdu) {
    int type = pdu.esmClass() & EsmClass.TYPE_MASK;
    boolean declared = type == EsmClass.RECEIPT || type == EsmClass.INTERMEDIATE;
    boolean named = pdu.tlvs().has(Tag.RECEIPTED_MESSAGE_ID);
    if (!declared && !named && type != EsmClass.PLAIN) {
      return Optional.empty();
    }
    Optional<ReceiptText> text = ReceiptText.parse(text(pdu));
    if (!declared && !named && !text.map(Receipts::isWhole).orElse(false)) {
      return Optional.empty();
    }
    return Optional.of(receipt(pdu.tlvs(), text, type == EsmClass.INTERMEDIATE));
  }

  /// Few people write `id:… stat:DELIVRD` by hand.
  private static boolean isWhole(ReceiptText text) {
    return !text.id().isEmpty() && MessageState.of(text.state()).isPresent();
  }

  private static Receipt receipt(Tlvs tlvs, Optional<ReceiptText> text, boolean intermediate) {
    String id =
        tlvs.text(Tag.RECEIPTED_MESSAGE_ID)
            .filter(named -> !named.isEmpty())
            .or(() -> text.map(ReceiptText::id))
            .orElse("");
    var code = tlvs.number(Tag.MESSAGE_STATE);
    var word = text.flatMap(t -> MessageState.of(t.state()));
    var state = code.isPresent() ? MessageState.of(code.getAsInt()).or(() -> word) : word;
    String error =
        tlvs.find(Tag.NETWORK_ERROR_CODE)
            .filter(value -> value.size() == 3)
            .map(Receipts::networkError)
            .or(() -> text.map(ReceiptText::error))
            .orElse("");
    return new Receipt(id, state, error, intermediate, text);
  }

  /// Its type and its code (3.4 §5.3.2.31).
  private static String networkError(Octets value) {
    return value.at(0) + ":" + (value.at(1) * 256 + value.at(2));
  }

  private static String text(Pdu.Carrying pdu) {
    Octets body = pdu.payload();
    if ((pdu.esmClass() & EsmClass.UDHI) != 0
        && Udh.parse(body) instanceof UserData.Split(_, _, var rest)) {
      body = rest;
    }
    // Most centres write the ASCII octets of a receipt whatever alphabet data_coding 0 stands for.
    Alphabet alphabet = DataCoding.alphabet(pdu.dataCoding(), Alphabet.LATIN1);
    return body.size() > 2 * ReceiptText.LENGTH_MAX ? "" : alphabet.decode(body).orElse("");
  }
}
