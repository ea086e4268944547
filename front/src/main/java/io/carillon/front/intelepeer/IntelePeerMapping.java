package io.carillon.front.intelepeer;

import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Notice.Change;
import io.carillon.model.Status;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What the dialect makes of our statuses, a row each.
///
/// Sources: *MDR* = the page "Checking Message Status"; *ours* = our choice, written down in
/// `docs/reference/intelepeer.md`.
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
  static State state(Message message) {
    return message.status() == Status.SENT && asksForAcceptance(message)
        ? State.ACCEPTED
        : state(message.status(), message.state().facts().fault());
  }

  /// What a delivery receipt says of a change, in the words of [State#receipt].
  static State state(Change change) {
    return state(change.status(), change.fault());
  }

  private static State state(Status status, Optional<Fault> fault) { // table
    return switch (status) {
      case ACCEPTED, QUEUED -> State.QUEUED; // MDR
      case SCHEDULED -> State.QUEUED; // ours: the dialect cannot schedule
      case SENDING -> State.PROCESSING; // MDR
      case SENT -> State.SENT; // MDR
      case DELIVERED -> State.DELIVERED; // MDR
      case READ -> State.DELIVERED; // ours
      case RECEIVED -> State.DELIVERED; // ours: it reached us
      case UNDELIVERED -> State.UNDELIVERABLE; // MDR
      case EXPIRED -> State.EXPIRED; // MDR
      case CANCELED -> State.DELETED; // MDR
      case FAILED ->
          fault.map(found -> IntelePeerFault.of(found).state()).orElse(State.FAILED); // MDR
    };
  }

  /// What the mdr of the first generation says of a message.
  static FirstState firstState(Status status, Optional<Fault> fault) { // table
    return switch (status) {
      case ACCEPTED, SCHEDULED -> FirstState.CREATED; // ours
      case QUEUED, SENDING -> FirstState.ENQUEUED; // ours
      case SENT -> FirstState.ACCEPTED; // ours
      case DELIVERED, READ, RECEIVED -> FirstState.DELIVERED; // ours
      case UNDELIVERED, EXPIRED, CANCELED -> FirstState.FAILED; // ours
      case FAILED ->
          fault.filter(Fault.OUTCOME_UNKNOWN::equals).isPresent()
              ? FirstState.UNKNOWN
              : FirstState.FAILED; // ours
    };
  }

  private static boolean asksForAcceptance(Message message) {
    var origin = message.origin();
    return origin.dialect().equals(Form.DIALECT)
        && message.terms().wantsReceipt()
        && Kept.of(origin.keepsake()).accepted();
  }
}
