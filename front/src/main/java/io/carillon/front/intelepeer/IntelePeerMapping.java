package io.carillon.front.intelepeer;

import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Notice.Change;
import io.carillon.model.Status;
import java.util.EnumSet;
import java.util.Set;

/// What the dialect makes of our statuses, a row each.
///
/// Sources: *MDR* = the page "Checking Message Status", *DLR* = the page "Delivery Receipts" (SMPP
/// 3.4's names, appendix B); *ours* = our choice, written down in `docs/reference/intelepeer.md`.
final class IntelePeerMapping {
  /// The changes that a delivery receipt tells: how it ended.
  static final Set<Status> ENDS =
      EnumSet.of(
          Status.DELIVERED, Status.UNDELIVERED, Status.EXPIRED, Status.FAILED, Status.CANCELED);

  private IntelePeerMapping() {}

  /// The changes that are told where the network's acceptance is asked for too.
  static Set<Status> endsAndAcceptance() {
    var events = EnumSet.copyOf(ENDS);
    events.add(Status.SENT);
    return events;
  }

  /// What `mdr` says of a message.
  static State state(Message message) { // table
    return switch (message.status()) {
      case ACCEPTED, QUEUED -> State.QUEUED; // MDR
      case SCHEDULED -> State.QUEUED; // ours: the dialect cannot schedule
      case SENDING -> State.PROCESSING; // MDR
      case SENT -> asksForAcceptance(message) ? State.ACCEPTED : State.SENT; // MDR
      case DELIVERED -> State.DELIVERED; // MDR
      case READ -> State.DELIVERED; // ours
      case RECEIVED -> State.DELIVERED; // ours: it reached us
      case UNDELIVERED -> State.UNDELIVERABLE; // MDR
      case EXPIRED -> State.EXPIRED; // MDR
      case CANCELED -> State.DELETED; // MDR
      case FAILED ->
          message
              .state()
              .facts()
              .fault()
              .map(fault -> IntelePeerFault.of(fault).state())
              .orElse(State.FAILED); // MDR
    };
  }

  /// What the mdr of the first generation says of a message.
  static FirstState firstState(Status status) { // table
    return switch (status) {
      case ACCEPTED, SCHEDULED -> FirstState.CREATED; // ours
      case QUEUED, SENDING -> FirstState.ENQUEUED; // ours
      case SENT -> FirstState.ACCEPTED; // ours
      case DELIVERED, READ, RECEIVED -> FirstState.DELIVERED; // ours
      case UNDELIVERED, EXPIRED, FAILED, CANCELED -> FirstState.FAILED; // ours
    };
  }

  /// The `status` of a delivery receipt.
  static String receipt(Change change) { // table
    return switch (change.status()) {
      case ACCEPTED, SCHEDULED, QUEUED, SENDING -> "ENROUTE"; // never told; SMPP 3.4
      case SENT -> "ACCEPTD"; // DLR
      case DELIVERED, READ, RECEIVED -> "DELIVRD"; // SMPP 3.4
      case UNDELIVERED -> "UNDELIV"; // SMPP 3.4
      case EXPIRED -> "EXPIRED"; // SMPP 3.4
      case CANCELED -> "DELETED"; // SMPP 3.4
      case FAILED ->
          change.fault().filter(Fault.OUTCOME_UNKNOWN::equals).isPresent()
              ? "UNKNOWN"
              : "REJECTD"; // SMPP 3.4
    };
  }

  private static boolean asksForAcceptance(Message message) {
    var origin = message.origin();
    return origin.dialect().equals(Form.DIALECT)
        && message.terms().wantsReceipt()
        && Kept.of(origin.keepsake()).accepted();
  }
}
