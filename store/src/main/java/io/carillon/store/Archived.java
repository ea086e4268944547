package io.carillon.store;

import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.TraceRow;
import java.util.List;

/// A message with all that stood by its id.
///
/// @param trace oldest first
/// @param notices by sequence
record Archived(Message message, List<TraceRow> trace, List<Notice> notices) {
  Archived {
    trace = List.copyOf(trace);
    notices = List.copyOf(notices);
  }

  /// Whether anybody is still to be told of it.
  boolean isOwed() {
    return notices.stream().anyMatch(one -> one.telling().progress() == Notice.Progress.OPEN);
  }

  /// The same beside another form of the message.
  Archived with(Message other) {
    return new Archived(other, trace, notices);
  }

  MessageId id() {
    return message.id();
  }
}
