package io.carillon.front.v2;

import io.carillon.engine.account.Roster;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Repeats;
import io.carillon.front.naming.MessageNames;
import io.carillon.front.v2.V2Query.Expansion;
import io.carillon.model.MessageId;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;

/// Reads orders about one message. An order comes to the same however often it is given, so its
/// idempotency key is kept only to find one that was meant for another request.
record V2Ordering(Roster roster) {
  /// What carries an order out and answers.
  interface Doing {
    Reply of(MessageId id, Expansion expansion) throws InterruptedException;
  }

  /// @param what the order, as in its path
  Reply order(String what, Caller caller, Request request, Doing doing)
      throws InterruptedException {
    var unusable = Repeats.refusal(request);
    if (unusable.isPresent()) {
      return V2Door.refused(unusable.get(), request);
    }
    var id = MessageNames.read(request.variable("id"));
    if (id.isEmpty()) {
      return V2Door.noMessage(request);
    }
    var key =
        Repeats.key(request, caller.account().id(), "v2 " + what + " " + id.get().value().hex());
    if (key.isPresent()) {
      var reused = roster.keep(key.get(), id.get().value());
      if (reused.isPresent()) {
        return V2Door.refused(reused.get(), request);
      }
    }
    var query = new V2Query(request.query());
    query.only(false, V2Query.EXPAND);
    var expansion = query.expansion();
    return query.refusal().isPresent()
        ? V2Door.refused(query.refusal().get(), request)
        : doing.of(id.get(), expansion);
  }
}
