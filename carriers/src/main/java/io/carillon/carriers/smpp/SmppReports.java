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
  private final int networkTag;

  /// @param networkTag of the TLV that names a network; 0 = none
  SmppReports(int networkTag) {
    this.networkTag = networkTag;
  }

  /// The report that a deliver_sm or data_sm is; empty where its addresses make no sense.
  Optional<Report> report(Carrying pdu) {
    var source = SmppMapping.address(pdu.source());
    var destination = SmppMapping.address(pdu.destination());
    if (source.isEmpty() || destination.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Receipts.of(pdu)
            .<Report>map(receipt -> receipt(pdu, receipt, source.get(), destination.get()))
            .orElseGet(() ->
                new Report.Arrived(
                    Channel.SMS, source.get(), destination.get(), new Content.Text(text(pdu)))));
  }

  /// Source and destination of a receipt are those of a message from the handset to us.
  private Report receipt(Carrying pdu, Receipt receipt, Address person, Address sender) {
    var tlvs = pdu.tlvs();
    var network = networkTag == 0 ? Optional.<String>empty() : tlvs.text(networkTag);
    var verdict =
        receipt.intermediate()
            ? Report.Verdict.UNDERWAY
            : receipt.state().map(SmppMapping::verdict).orElse(Report.Verdict.UNKNOWN);
    return new Report.Receipt(
        receipt.messageId(),
        tlvs.number(Tag.USER_MESSAGE_REFERENCE).orElse(-1),
        sender,
        person,
        verdict,
        receipt.error(),
        network.orElse(""));
  }

  private static String text(Carrying pdu) {
    Octets body = pdu.payload();
    if ((pdu.esmClass() & EsmClass.UDHI) != 0
        && Udh.parse(body) instanceof UserData.Split(_, _, var rest)) {
      body = rest;
    }
    var octets = body;
    return DataCoding.alphabet(pdu.dataCoding(), Alphabet.GSM7)
        .decode(body)
        .orElseGet(() -> octets.decode(StandardCharsets.ISO_8859_1));
  }
}
