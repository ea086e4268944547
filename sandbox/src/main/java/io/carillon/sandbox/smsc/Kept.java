package io.carillon.sandbox.smsc;

import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.text.Octets;
import io.carillon.wire.text.Udh.Concat;
import java.util.List;
import java.util.Optional;

/// What the sandbox keeps on the disk until everything it owes for it is delivered.
sealed interface Kept permits Taken, Written, Dictated {
  /// Its number, which is also its message_id; no two have the same.
  long id();

  /// Unix milliseconds.
  long at();

  Ends ends();

  /// What is delivered for it, each once the former was acknowledged; the same every time.
  List<Delivery> owed();

  /// The message_id as submit_sm_resp and receipts print it.
  default String name() {
    return Long.toHexString(id());
  }

  /// From whom to whom.
  record Ends(SmppAddress source, SmppAddress destination) {
    Ends reversed() {
      return new Ends(destination, source);
    }
  }

  /// One deliver_sm that is owed.
  sealed interface Delivery {
    /// A receipt for `of` that says this state.
    record Receipt(Taken of, MessageState state) implements Delivery {}

    /// Somebody writes this to somebody.
    record Words(Ends ends, String text) implements Delivery {}

    /// Somebody writes these octets to somebody.
    ///
    /// @param beside which part it is, where parameters say that and no header
    record Told(Ends ends, int esmClass, int dataCoding, Octets body, Optional<Concat> beside)
        implements Delivery {}
  }
}
