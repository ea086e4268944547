package io.carillon.model.port;

import io.carillon.model.MessageId;
import io.carillon.model.TraceRow;
import java.util.List;

/// Reads the unusual steps of messages.
public interface Traces {
  /// The rows of a message, oldest first, at most 1,000.
  List<TraceRow> of(MessageId message);
}
