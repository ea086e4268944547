package io.carillon.engine.notify;

import io.carillon.engine.change.Change;
import io.carillon.engine.change.Consequence;
import io.carillon.model.Commit.Write;
import io.carillon.model.Directory;
import io.carillon.model.Endpoint;
import io.carillon.model.Message;
import io.carillon.model.Message.Revision;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Telling;
import java.util.function.Supplier;

/// Owes a notice for each change of status that the caller wants to hear of, and for each message
/// from a person that somebody wants to hear of: one to the message's own place, and one to each
/// endpoint of its account that asks for it. An account without endpoints costs a look into a map.
public final class Owing implements Consequence {
  private final Supplier<Directory> directory;

  /// @param directory who has which endpoints now
  public Owing(Supplier<Directory> directory) {
    this.directory = directory;
  }

  @Override
  public Change follow(Change change) {
    if (!change.movesStatus()) {
      return change;
    }
    var message = change.after();
    var next = change;
    var callback = message.terms().callback();
    if (callback.isPresent() && callback.get().events().contains(message.status())) {
      var place =
          new Place(
              message.origin().dialect(),
              callback.get().lane(message.account()),
              callback.get().url());
      next = owed(next, place);
    }
    for (var endpoint : directory.get().endpoints(message.account())) {
      if (endpoint.hears(message)) {
        next = owed(next, new Place(Endpoint.DIALECT, endpoint.lane(), endpoint.name()));
      }
    }
    return next;
  }

  /// Where something is told.
  private record Place(String dialect, String lane, String destination) {}

  private static Change owed(Change change, Place place) {
    Message message = change.after();
    var state = message.state();
    int sequence = state.revision().notices() + 1;
    var at = state.times().updated();
    var notice =
        new Notice(
            message.id(),
            sequence,
            place.dialect(),
            place.lane(),
            place.destination(),
            new Notice.Change(message.status(), at, state.facts().fault()),
            Telling.owedAt(at));
    return change.with(state.with(new Revision(state.rev(), sequence)), new Write.Owed(notice));
  }
}
