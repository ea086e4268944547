package io.carillon.engine.reply;

import io.carillon.model.Id;
import io.carillon.model.Message;
import java.util.Optional;

/// How a message of a person keeps by which rule it is answered: in its decision.
final class Ruled {
  private static final String MARK = "auto-reply ";

  private Ruled() {}

  static String decision(ReplyRule rule) {
    return MARK + rule.id().hex();
  }

  /// The rule that answers it; empty where none does.
  static Optional<Id> rule(Message message) {
    var decision = message.origin().decision();
    return decision.startsWith(MARK)
        ? Id.fromHex(decision.substring(MARK.length()))
        : Optional.empty();
  }
}
