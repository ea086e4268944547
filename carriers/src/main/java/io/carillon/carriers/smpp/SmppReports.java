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
import io.carillon.wire.text.LinkAlphabet;
import io.carillon.wire.text.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Turns what a message centre delivers into reports: pure.
final class SmppReports {
  /// Stands in a receipt whose addresses say nothing: it names its part by the far end's id.
  static final Address NOBODY = new Address(Address.Kind.HANDLE, "-");

  private final int networkTag;
  private final LinkAlphabet alphabet;

  /// @param networkTag of the TLV that names a network; 0 = none
  /// @param alphabet what data_coding 0 means
  SmppReports(int networkTag, LinkAlphabet alphabet) {
    this.networkTag = networkTag;
    this.alphabet = alphabet;
  }

  /// The report that a deliver_sm or data_sm is; empty where nobody could tell what it is about: a
  /// message without a sender or recipient, or a receipt that names nothing at all.
  Optional<Report> report(Carrying pdu) {
    var receipt = Receipts.of(pdu);
    return receipt.isPresent() ? receipt(pdu, receipt.get()) : arrived(pdu);
  }

  private Optional<Report> arrived(Carrying pdu) {
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

  /// What is no text is shown as if it were Latin-1.
  private String text(Carrying pdu) {
    boolean headed = (pdu.esmClass() & EsmClass.UDHI) != 0;
    var reading = Reading.of(pdu.payload(), headed, pdu.dataCoding(), alphabet);
    return reading.text().orElseGet(() -> reading.body().decode(StandardCharsets.ISO_8859_1));
  }
}
