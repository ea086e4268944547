package io.carillon.carriers.smpp;

import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Report;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Pdu.Carrying;
import io.carillon.wire.smpp.Receipt;
import io.carillon.wire.smpp.Receipts;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.text.Alphabet;
import io.carillon.wire.text.DataCoding;
import io.carillon.wire.text.Octets;
import io.carillon.wire.text.Udh;
import io.carillon.wire.text.UserData;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Turns what a message centre delivers into reports: pure.
final class SmppReports {
  /// Stands in a receipt whose addresses say nothing: it names its part by the far end's id.
  static final Address NOBODY = new Address(Address.Kind.HANDLE, "-");

  private final int networkTag;

  /// @param networkTag of the TLV that names a network; 0 = none
  SmppReports(int networkTag) {
    this.networkTag = networkTag;
  }

  /// The report that a deliver_sm or data_sm is; empty where nobody could tell what it is about: a
  /// message without a sender or recipient, or a receipt that names nothing at all.
  Optional<Report> report(Carrying pdu) {
    var receipt = Receipts.of(pdu);
    return receipt.isPresent() ? receipt(pdu, receipt.get()) : arrived(pdu);
  }

  private static Optional<Report> arrived(Carrying pdu) {
    var person = SmppMapping.address(pdu.source());
    var sender = SmppMapping.address(pdu.destination());
    return person.isEmpty() || sender.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Report.Arrived(
                Channel.SMS, person.get(), sender.get(), new Content.Text(text(pdu))));
  }

  /// Source and destination of a receipt are those of a message from the handset to us.
  private Optional<Report> receipt(Carrying pdu, Receipt receipt) {
    var tlvs = pdu.tlvs();
    var person = SmppMapping.address(pdu.source());
    var sender = SmppMapping.address(pdu.destination());
    int reference = tlvs.number(Tag.USER_MESSAGE_REFERENCE).orElse(-1);
    boolean addressed = person.isPresent() && sender.isPresent();
    if (receipt.messageId().isEmpty() && !addressed) {
      return Optional.empty();
    }
    var network = networkTag == 0 ? Optional.<String>empty() : tlvs.text(networkTag);
    var verdict =
        receipt.intermediate()
            ? Report.Verdict.UNDERWAY
            : receipt.state().map(SmppMapping::verdict).orElse(Report.Verdict.UNKNOWN);
    return Optional.of(
        new Report.Receipt(
            receipt.messageId(),
            reference <= 0xFFFF ? reference : -1,
            sender.orElse(NOBODY),
            person.orElse(NOBODY),
            verdict,
            receipt.error(),
            network.orElse("")));
  }

  private static String text(Carrying pdu) {
    var body = body(pdu);
    return DataCoding.alphabet(pdu.dataCoding(), Alphabet.GSM7)
        .decode(body)
        .orElseGet(() -> body.decode(StandardCharsets.ISO_8859_1));
  }

  /// The octets of the message without a header before them.
  private static Octets body(Carrying pdu) {
    boolean headed = (pdu.esmClass() & EsmClass.UDHI) != 0;
    return headed && Udh.parse(pdu.payload()) instanceof UserData.Split(_, _, var rest)
        ? rest
        : pdu.payload();
  }
}
