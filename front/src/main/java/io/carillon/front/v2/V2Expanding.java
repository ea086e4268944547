package io.carillon.front.v2;

import io.carillon.engine.trace.TraceReader;
import io.carillon.front.v2.MessageBody.Expanded;
import io.carillon.front.v2.V2Query.Expansion;
import io.carillon.model.Message;
import io.carillon.model.port.Notices;
import java.util.List;
import java.util.Optional;

/// Reads what a request wants shown whole with its messages.
record V2Expanding(TraceReader traces, Notices notices) {
  Expanded of(Message message, Expansion wanted) {
    return new Expanded(
        wanted.trace() ? Optional.of(traces.of(message)) : Optional.empty(),
        wanted.webhooks() ? Optional.of(notices.of(message.id())) : Optional.empty(),
        Optional.empty(),
        false);
  }

  List<Expanded> of(List<Message> messages, Expansion wanted) {
    return messages.stream().map(message -> of(message, wanted)).toList();
  }
}
