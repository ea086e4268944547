package io.carillon.front.smpp;

import io.carillon.model.Address;
import io.carillon.model.Callback;
import io.carillon.model.Priority;
import io.carillon.model.Status;
import io.carillon.wire.smpp.BindMode;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.RegisteredDelivery;
import io.carillon.wire.smpp.SmppAddress;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// The tables between SMPP's words and ours.
final class EsmeMapping {
  /// The dialect's word in messages and notices.
  static final String DIALECT = "smpp";

  /// What stands before the system_id in a destination of notices.
  static final String SCHEME = "smpp:";

  private static final Set<Status> SUCCESS = EnumSet.of(Status.DELIVERED);
  private static final Set<Status> FAILURE =
      EnumSet.of(Status.UNDELIVERED, Status.EXPIRED, Status.FAILED, Status.CANCELED);

  private EsmeMapping() {}

  /// The destination of notices to an ESME.
  static String destination(String systemId) {
    return SCHEME + systemId;
  }

  /// The system_id in a destination.
  static String systemId(String destination) {
    return destination.substring(SCHEME.length());
  }

  /// The statuses of which registered_delivery wants to hear (SMPP 3.4 §5.2.17; 3 is 5.0's).
  static Set<Status> events(int registeredDelivery) { // table
    var events = EnumSet.noneOf(Status.class);
    switch (registeredDelivery & RegisteredDelivery.RECEIPT_MASK) {
      case RegisteredDelivery.FINAL -> {
        events.addAll(SUCCESS);
        events.addAll(FAILURE);
      }
      case RegisteredDelivery.ON_FAILURE -> events.addAll(FAILURE);
      case RegisteredDelivery.ON_SUCCESS -> events.addAll(SUCCESS);
      default -> {} // none
    }
    if ((registeredDelivery & RegisteredDelivery.INTERMEDIATE) != 0) {
      events.add(Status.SENT);
    }
    return events;
  }

  /// Where changes are told.
  static Callback callback(String systemId, Set<Status> events) {
    return new Callback(destination(systemId), events);
  }

  /// What a receipt, or the answer to a query_sm, says of a status (SMPP 3.4 §5.2.28).
  static MessageState state(Status status) { // table
    return switch (status) {
      case ACCEPTED, QUEUED, SENDING, SENT -> MessageState.ENROUTE;
      case SCHEDULED -> MessageState.ENROUTE; // 0, SCHEDULED, is 5.0's
      case DELIVERED, READ -> MessageState.DELIVERED;
      case UNDELIVERED -> MessageState.UNDELIVERABLE;
      case EXPIRED -> MessageState.EXPIRED;
      case FAILED -> MessageState.REJECTED;
      case CANCELED -> MessageState.DELETED;
      case RECEIVED -> MessageState.ACCEPTED;
    };
  }

  /// priority_flag of GSM networks: above 0 is priority (SMPP 3.4 §5.2.14).
  static Priority priority(int flag) {
    return flag > 0 ? Priority.HIGH : Priority.NORMAL;
  }

  /// The word of a kind of bind.
  static String word(BindMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  /// A command_status as a label of figures: `ROK`, `RTHROTTLED`, else its number.
  static String statusWord(int status) {
    var name = CommandStatus.describe(status);
    return name.startsWith("ESME_")
        ? name.substring("ESME_".length(), name.indexOf(' '))
        : Integer.toString(status);
  }

  /// An address as we write it: TON and NPI by its kind (SMPP 3.4 §5.2.5, §5.2.6).
  static SmppAddress address(Address address) {
    return switch (address.kind()) {
      case PHONE -> SmppAddress.international(address.value().substring(1));
      case SHORT_CODE -> SmppAddress.shortCode(address.value());
      case ALPHANUMERIC, TOKEN, HANDLE, MAIL -> SmppAddress.alphanumeric(fitting(address.value()));
    };
  }

  /// A field of an address holds 20 characters of Latin-1.
  private static String fitting(String name) {
    var cut = name.length() <= 20 ? name : name.substring(0, 20);
    return cut.chars().allMatch(c -> c > 0 && c <= 0xFF) ? cut : cut.replaceAll("[^ -~]", "?");
  }
}
