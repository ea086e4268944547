package io.carillon.carriers.smpp;

import io.carillon.model.Address;
import io.carillon.model.Report;
import io.carillon.wire.smpp.Pdu.Carrying;
import io.carillon.wire.smpp.Receipt;
import io.carillon.wire.smpp.Receipts;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.LinkAlphabet;
import java.util.Optional;

/// Turns what a message centre delivers into reports.
final class SmppReports {
  /// Stands in a receipt whose addresses say nothing: it names its part by the far end's id.
  static final Address NOBODY = new Address(Address.Kind.HANDLE, "-");

  private static final int NETWORK_MAX = 64;

  private final FarIds ids;
  private final int[] networkTags;
  private final SmppArrivals arrivals;

  /// @param ids how receipts name parts
  /// @param networkTag of the TLV that names a network, before those of SMPP 5.0; 0 = none
  /// @param alphabet what data_coding 0 means
  SmppReports(FarIds ids, int networkTag, LinkAlphabet alphabet) {
    this.ids = ids;
    arrivals = new SmppArrivals(alphabet);
    networkTags = new int[] {networkTag, Tag.DEST_NETWORK_ID, Tag.SOURCE_NETWORK_ID};
  }

  /// The report that a deliver_sm or data_sm is; empty where nobody could tell what it is about: a
  /// message without a sender or recipient, or a receipt that names nothing at all.
  ///
  /// @param connection over which it came; 0 = it is not brought again
  Optional<Report> report(Carrying pdu, long connection) {
    var receipt = Receipts.of(pdu);
    return receipt.isPresent()
        ? receipt(pdu, receipt.get())
        : arrivals.arrived(pdu, connection).map(Report.class::cast);
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
    var names = ids.named(receipt.messageId());
    var verdict =
        receipt.intermediate()
            ? Report.Verdict.UNDERWAY
            : receipt.state().map(SmppMapping::verdict).orElse(Report.Verdict.UNKNOWN);
    return Optional.of(
        new Report.Receipt(
            names.isEmpty() ? "" : names.getFirst(),
            reference <= 0xFFFF ? reference : -1,
            sender.orElse(NOBODY),
            person.orElse(NOBODY),
            verdict,
            receipt.error(),
            network(tlvs),
            names.isEmpty() ? names : names.subList(1, names.size())));
  }

  /// Some centres put octets there that are no text: such a network is not told.
  private String network(Tlvs tlvs) {
    for (int tag : networkTags) {
      var told = tag == 0 ? Optional.<String>empty() : tlvs.text(tag).map(String::strip);
      if (told.isPresent() && isWord(told.get())) {
        return told.get();
      }
    }
    return "";
  }

  private static boolean isWord(String text) {
    return !text.isEmpty()
        && text.length() <= NETWORK_MAX
        && text.chars().allMatch(c -> c >= ' ' && c != 0x7F && !(c > 0x7F && c < 0xA0));
  }
}
