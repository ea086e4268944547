package io.carillon.engine.change;

import io.carillon.model.Commit.Write;
import io.carillon.model.Message;
import io.carillon.model.Message.State;
import io.carillon.model.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A change of one message about to be committed, with all that goes along in the same commit.
///
/// @param before what the message was; empty when it is new
/// @param after what it will be
/// @param also further rows of the commit
public record Change(Optional<Message> before, Message after, List<Write> also) {
  /// A message that comes into being.
  public static Change of(Message fresh) {
    return new Change(Optional.empty(), fresh, List.of());
  }

  /// Whether the status is another than before; a new message comes from [Status#QUEUED].
  public boolean movesStatus() {
    return after.status() != former();
  }

  /// The status before.
  public Status former() {
    return before.map(Message::status).orElse(Status.QUEUED);
  }

  /// This change with another state of the message and one more row.
  public Change with(State state, Write row) {
    var rows = new ArrayList<>(also);
    rows.add(row);
    return new Change(before, after.with(state), rows);
  }

  /// This change with one more row.
  public Change with(Write row) {
    return with(after.state(), row);
  }
}
