package io.carillon.engine.reply;

import io.carillon.engine.conversation.Threading;
import io.carillon.model.Commit.Write;
import io.carillon.model.Message;
import java.util.List;
import java.util.stream.Collectors;

/// What rules put on the conversation of a message: rows of the commit that keeps it, so that no
/// crash forgets them.
///
/// @param words what the message's trace tells of it, behind what else it tells
record Labelling(List<Write> rows, String words) {
  private static final Labelling NONE = new Labelling(List.of(), "");

  Labelling {
    rows = List.copyOf(rows);
  }

  static Labelling of(Threading threading, Message message, Choice choice) {
    var wanted = choice.labels();
    if (wanted.isEmpty()) {
      return NONE;
    }
    var labelled = threading.labelled(message, wanted.keySet());
    if (labelled.isEmpty()) {
      return new Labelling(
          List.of(), "; labels nothing: the account keeps no such conversation, or no such labels");
    }
    var fit = labelled.get().line().labels();
    var words =
        wanted.entrySet().stream()
            .filter(entry -> fit.contains(entry.getKey()))
            .map(entry -> entry.getKey() + " by rule " + entry.getValue().id().uuid())
            .collect(Collectors.joining(", ", "; labels its conversation: ", ""));
    return new Labelling(List.of(labelled.get()), words);
  }
}
