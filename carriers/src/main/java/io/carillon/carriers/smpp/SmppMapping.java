package io.carillon.carriers.smpp;

import io.carillon.model.Address;
import io.carillon.model.Fault;
import io.carillon.model.Priority;
import io.carillon.model.Report.Verdict;
import io.carillon.wire.smpp.Answer;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.SmppAddress;
import java.util.Optional;

/// The tables between SMPP's words and ours.
final class SmppMapping {
  private static final int VENDOR_FIRST = 0x400;
  private static final int VENDOR_LAST = 0x4FF;

  /// A number of so few digits is a short code, whatever its type says: no country's numbers are
  /// that short with their country code.
  private static final int CODE_DIGITS_MAX = 6;

  private static final int CODE_DIGITS_MIN = 3;

  private SmppMapping() {}

  /// What a command_status that is not ROK means for a submit_sm (SMPP 3.4 §5.1.3; 0x100 and up:
  /// 5.0 §4.7.6). The standard names them; what they are used for is practice.
  static Fault fault(int status) { // table
    return switch (status) {
      case CommandStatus.RTHROTTLED, // too fast for the account
          CommandStatus.RMSGQFUL -> // the centre's queue is full
          Fault.THROTTLED;
      case CommandStatus.RINVBNDSTS, // the bind was lost on their side
          CommandStatus.RALYBND,
          CommandStatus.RBINDFAIL, // the account is blocked: no message's fault
          CommandStatus.RINVPASWD,
          CommandStatus.RINVSYSID ->
          Fault.FAR_END_DOWN;
      case CommandStatus.RSYSERR, // system error
          CommandStatus.RSUBMITFAIL, // a catch-all: limited tries
          CommandStatus.RX_T_APPN, // temporary application error
          CommandStatus.RQUERYFAIL,
          CommandStatus.RDELIVERYFAILURE,
          CommandStatus.RUNKNOWNERR,
          CommandStatus.RSERTYPUNAVAIL -> // the service is not there just now
          Fault.FAR_END_BUSY;
      case CommandStatus.RINVDSTADR, // destination address
          CommandStatus.RINVDSTTON,
          CommandStatus.RINVDSTNPI,
          CommandStatus.RINVDSTADDRSUBUNIT ->
          Fault.RECIPIENT_UNKNOWN;
      case CommandStatus.RINVSRCADR, // source address
          CommandStatus.RINVSRCTON,
          CommandStatus.RINVSRCNPI,
          CommandStatus.RINVSRCADDRSUBUNIT ->
          Fault.SENDER_REFUSED;
      case CommandStatus.RINVMSGLEN, // message length
          CommandStatus.RINVDCS -> // data_coding
          Fault.CONTENT_REFUSED;
      default ->
          status >= VENDOR_FIRST && status <= VENDOR_LAST
              ? Fault.FAR_END_BUSY // the vendor's own: limited tries
              : Fault.REJECTED;
    };
  }

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

  /// Why no answer will come, in words.
  static String words(Answer.Cause cause) {
    return switch (cause) {
      case NOT_SENT -> "the link went before it was written";
      case TIMED_OUT -> "no answer came in time";
      case LINK_LOST -> "the link went before the answer came";
      case UNREADABLE -> "the answer could not be read";
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
  ///
  /// @throws IllegalArgumentException where a short message cannot have such an address
  static SmppAddress address(Address address) {
    return switch (address.kind()) {
      case PHONE -> SmppAddress.international(address.value().substring(1));
      case SHORT_CODE -> SmppAddress.shortCode(address.value());
      case ALPHANUMERIC -> SmppAddress.alphanumeric(latin1(address.value()));
      case TOKEN, HANDLE, MAIL ->
          throw new IllegalArgumentException("no address of a short message: " + address.kind());
    };
  }

  private static String latin1(String name) {
    if (!name.chars().allMatch(c -> c > 0 && c <= 0xFF)) {
      throw new IllegalArgumentException("a sender's name that is not Latin-1");
    }
    return name;
  }

  /// An address as it came, in our words; empty where it says nothing.
  ///
  /// International numbers get their plus. A number whose type says that a part of it is missing
  /// (national, subscriber), or that is too short or none of E.164, is kept as a handle: it must
  /// never pass for somebody else's number.
  static Optional<Address> address(SmppAddress address) {
    var value = address.value().strip();
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (Address.isE164(value)) {
      return Optional.of(Address.phone(value));
    }
    boolean digits = value.chars().allMatch(c -> c >= '0' && c <= '9');
    return Optional.of(
        !digits || address.ton() == SmppAddress.TON_ALPHANUMERIC
            ? name(value)
            : number(address.ton(), value));
  }

  private static Address name(String value) {
    boolean usual = value.length() <= 11;
    return new Address(usual ? Address.Kind.ALPHANUMERIC : Address.Kind.HANDLE, value);
  }

  private static Address number(int ton, String digits) {
    boolean code =
        ton == SmppAddress.TON_NETWORK
            || ton == SmppAddress.TON_ABBREVIATED
            || digits.length() <= CODE_DIGITS_MAX;
    if (code && digits.length() >= CODE_DIGITS_MIN && digits.length() <= 8) {
      return new Address(Address.Kind.SHORT_CODE, digits);
    }
    boolean part =
        ton == SmppAddress.TON_NATIONAL
            || ton == SmppAddress.TON_SUBSCRIBER
            || digits.length() < CODE_DIGITS_MIN;
    var whole = "+" + (digits.startsWith("00") ? digits.substring(2) : digits);
    return !part && Address.isE164(whole)
        ? Address.phone(whole)
        : new Address(Address.Kind.HANDLE, digits);
  }
}
