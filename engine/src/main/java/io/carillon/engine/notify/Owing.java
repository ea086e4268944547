package io.carillon.engine.notify;

import io.carillon.engine.change.Change;
import io.carillon.engine.change.Consequence;
import io.carillon.model.Commit.Write;
import io.carillon.model.Message.Revision;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Telling;

/// Owes a notice for each change of status that the caller wants to hear of, and for each message
/// from a person that somebody wants to hear of.
public final class Owing implements Consequence {
  @Override
  public Change follow(Change change) {
    var message = change.after();
    var callback = message.terms().callback();
    if (callback.isEmpty()
        || !change.movesStatus()
        || !callback.get().events().contains(message.status())) {
      return change;
    }
    var state = message.state();
    int sequence = state.revision().notices() + 1;
    var at = state.times().updated();
    var notice =
        new Notice(
            message.id(),
            sequence,
            message.origin().dialect(),
            callback.get().lane(message.account()),
            callback.get().url(),
            new Notice.Change(message.status(), at, state.facts().fault()),
            Telling.owedAt(at));
    return change.with(state.with(new Revision(state.rev(), sequence)), new Write.Owed(notice));
  }
}
