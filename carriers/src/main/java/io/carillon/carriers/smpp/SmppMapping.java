package io.carillon.carriers.smpp;

import io.carillon.model.Address;
import io.carillon.model.Encoding;
import io.carillon.model.Fault;
import io.carillon.model.Priority;
import io.carillon.model.Report.Verdict;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.text.TextEncoding;
import java.util.Optional;

/// The tables between SMPP's words and ours.
final class SmppMapping {
  private SmppMapping() {}

  /// What a command_status that is not ROK means for a submit_sm (SMPP 3.4 §5.1.3; the verdicts are
  /// practice, see docs/reference/smpp.md).
  static Fault fault(int status) { // table
    return switch (status) {
      case CommandStatus.RTHROTTLED, // too fast for the account
          CommandStatus.RMSGQFUL -> // the centre's queue is full
          Fault.THROTTLED;
      case CommandStatus.RSYSERR, // system error
          CommandStatus.RX_T_APPN, // temporary application error
          CommandStatus.RINVBNDSTS, // the bind was lost on their side
          CommandStatus.RSUBMITFAIL, // a catch-all: limited tries
          CommandStatus.RUNKNOWNERR ->
          Fault.FAR_END_BUSY;
      case CommandStatus.RINVDSTADR, // destination address
          CommandStatus.RINVDSTTON,
          CommandStatus.RINVDSTNPI ->
          Fault.RECIPIENT_UNKNOWN;
      case CommandStatus.RINVSRCADR, // source address
          CommandStatus.RINVSRCTON,
          CommandStatus.RINVSRCNPI ->
          Fault.SENDER_REFUSED;
      case CommandStatus.RINVMSGLEN -> Fault.CONTENT_REFUSED; // message length
      default ->
          status >= VENDOR_FIRST && status <= VENDOR_LAST
              ? Fault.FAR_END_BUSY // the vendor's own: limited tries
              : Fault.REJECTED;
    };
  }

  private static final int VENDOR_FIRST = 0x400;
  private static final int VENDOR_LAST = 0x4FF;

  /// What a receipt's state means (SMPP 3.4 §5.2.28, Appendix B; 0 and 9: SMPP 5.0 §4.7.15).
  static Verdict verdict(MessageState state) {
    return switch (state) {
      case SCHEDULED, ENROUTE, ACCEPTED -> Verdict.UNDERWAY;
      case DELIVERED -> Verdict.DELIVERED;
      case EXPIRED -> Verdict.EXPIRED;
      case DELETED -> Verdict.DELETED;
      case UNDELIVERABLE, SKIPPED -> Verdict.UNDELIVERABLE;
      case REJECTED -> Verdict.REJECTED;
      case UNKNOWN -> Verdict.UNKNOWN;
    };
  }

  /// priority_flag of GSM networks: above 0 is priority (SMPP 3.4 §5.2.14).
  static int priority(Priority priority) {
    return switch (priority) {
      case HIGH -> 1;
      case NORMAL, LOW -> 0;
    };
  }

  /// An address as most centres want it: TON and NPI by its kind (SMPP 3.4 §5.2.5, §5.2.6).
  static SmppAddress address(Address address) {
    return switch (address.kind()) {
      case PHONE -> SmppAddress.international(address.value().substring(1));
      case SHORT_CODE -> SmppAddress.shortCode(address.value());
      case ALPHANUMERIC, TOKEN, HANDLE, MAIL -> SmppAddress.alphanumeric(address.value());
    };
  }

  /// An address as it came: international numbers get their plus; empty where it is none of ours.
  static Optional<Address> address(SmppAddress address) {
    var value = address.value();
    boolean digits = !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    try {
      if (value.startsWith("+")) {
        return Optional.of(Address.phone(value));
      }
      if (!digits) {
        return Optional.of(new Address(Address.Kind.ALPHANUMERIC, value));
      }
      boolean shortCode =
          address.ton() == SmppAddress.TON_NETWORK
              || address.ton() == SmppAddress.TON_ABBREVIATED
              || (address.ton() != SmppAddress.TON_INTERNATIONAL && value.length() <= 6);
      return Optional.of(
          shortCode ? new Address(Address.Kind.SHORT_CODE, value) : Address.phone("+" + value));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// The encoding on the air.
  static TextEncoding encoding(Encoding encoding) {
    return switch (encoding) {
      case GSM7 -> TextEncoding.GSM7;
      case UCS2 -> TextEncoding.UCS2;
      case LATIN1 -> TextEncoding.LATIN1;
      case NONE -> throw new IllegalArgumentException("not the text of a short message");
    };
  }
}
