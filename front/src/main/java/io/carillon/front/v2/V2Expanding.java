package io.carillon.front.v2;

import io.carillon.engine.trace.Trace.Waiting;
import io.carillon.engine.trace.TraceReader;
import io.carillon.front.v2.MessageBody.Expanded;
import io.carillon.front.v2.V2Query.Expansion;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.port.Notices;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what a request wants shown whole with its messages, and what is still to be told of them.
record V2Expanding(TraceReader traces, Notices notices) {
  Expanded of(Message message, Expansion wanted) {
    return of(List.of(message), wanted).getFirst();
  }

  private Expanded of(Message message, Optional<Notice> owed, Expansion wanted) {
    return new Expanded(
        owed,
        wanted.trace() ? Optional.of(traces.of(message)) : Optional.empty(),
        wanted.webhooks() ? Optional.of(notices.of(message.id())) : Optional.empty(),
        Optional.empty(),
        false);
  }

  List<Expanded> of(List<Message> messages, Expansion wanted) {
    var owed = owed(messages);
    return messages.stream()
        .map(message -> of(message, Optional.ofNullable(owed.get(message.id())), wanted))
        .toList();
  }

  /// The first open notice of each, of those that may wait for one.
  private Map<MessageId, Notice> owed(List<Message> messages) {
    var asked = messages.stream().filter(Waiting::mayOwe).map(Message::id).toList();
    var found = new HashMap<MessageId, Notice>();
    if (!asked.isEmpty()) {
      notices.openOf(asked).forEach(notice -> found.putIfAbsent(notice.message(), notice));
    }
    return found;
  }
}
