package io.carillon.front.pantheon;

import io.carillon.front.door.Caller;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Problems;
import io.carillon.front.door.Repeats;
import io.carillon.front.door.Scope;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.wire.http.Handler;
import io.carillon.wire.http.Problem;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;

/// Lets callers in, and says no in the dialect's words.
final class PantheonDoor {
  private final Keys keys;

  PantheonDoor(Keys keys) {
    this.keys = keys;
  }

  /// What answers a caller whom we know.
  interface Answer {
    Reply to(Caller caller, Request request) throws InterruptedException;
  }

  /// A handler for those who may do `scope`.
  Handler open(Scope scope, Answer answer) {
    return request ->
        switch (keys.enter(request, scope)) {
          case Keys.Entry.Denied(var refusal) -> refused(refusal, request);
          case Keys.Entry.Granted(var caller) -> {
            var unusable = Repeats.refusal(request);
            yield unusable.isPresent()
                ? refused(unusable.get(), request)
                : answer.to(caller, request);
          }
        };
  }

  static Reply refused(Refusal refusal, Request request) {
    return refused(PantheonFault.of(refusal.fault()).http(), refusal, request);
  }

  private static Reply refused(int status, Refusal refusal, Request request) {
    return Problems.refused(status, refusal, PantheonReplies.refused(refusal, request.id()));
  }

  static Reply notFound(String what, Request request) {
    return refused(
        Refusal.of(Fault.NOT_FOUND, "", "The account has no such " + what + "."), request);
  }

  static Reply problem(Request request, Problem problem) {
    var refusal = Problems.refusal(problem);
    int ofFault = PantheonFault.of(refusal.fault()).http();
    return refused(Problems.status(problem, ofFault), refusal, request);
  }
}
