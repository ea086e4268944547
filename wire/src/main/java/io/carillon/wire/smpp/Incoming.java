package io.carillon.wire.smpp;

/// A request of the peer, to be answered once by `SmppSession.respond` of the session it came to.
public final class Incoming {
  private final SessionState session;
  private final int sequence;
  private final Pdu.Request pdu;

  /// Guarded by the session's lock.
  private boolean answered;

  Incoming(SessionState session, int sequence, Pdu.Request pdu) {
    this.session = session;
    this.sequence = sequence;
    this.pdu = pdu;
  }

  /// The peer's sequence_number, which the response will carry.
  public int sequence() {
    return sequence;
  }

  public Pdu.Request pdu() {
    return pdu;
  }

  boolean cameTo(SessionState other) {
    return session.equals(other);
  }

  boolean isAnswered() {
    return answered;
  }

  void markAnswered() {
    answered = true;
  }

  @Override
  public String toString() {
    return CommandId.name(pdu.commandId()) + " #" + sequence;
  }
}
