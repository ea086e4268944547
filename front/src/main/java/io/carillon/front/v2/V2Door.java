package io.carillon.front.v2;

import io.carillon.front.door.Area;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Problems;
import io.carillon.front.person.SessionDoor;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.wire.http.Handler;
import io.carillon.wire.http.Problem;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.time.Duration;
import java.util.Set;

/// Lets callers in, and says every no in the one shape. Each reply tells its request's name in the
/// header `Request-Id`.
final class V2Door {
  private static final String REQUEST_ID = "Request-Id";
  private static final Duration COME_AGAIN = Duration.ofSeconds(1);

  private final Keys keys;
  private final SessionDoor sessions;

  V2Door(Keys keys, SessionDoor sessions) {
    this.keys = keys;
    this.sessions = sessions;
  }

  /// What answers a caller whom we know.
  interface Answer {
    Reply to(Caller caller, Request request) throws InterruptedException;
  }

  /// What answers anybody.
  interface Open {
    Reply to(Request request) throws InterruptedException;
  }

  /// A handler for whoever asks, who may say nothing but the body.
  static Handler open(Open answer) {
    return request -> {
      var query = new V2Query(request.query());
      query.only(false, Set.of());
      return query.refusal().isPresent()
          ? refused(query.refusal().get(), request)
          : named(answer.to(request), request);
    };
  }

  /// A handler for callers who may do what is needed.
  Handler known(V2Need need, Answer answer) {
    return request -> {
      boolean person = sessions.isShown(request);
      return switch (enter(request, need, person)) {
        case Keys.Entry.Denied(var refusal) ->
            person ? refusedPerson(refusal, request, false) : refused(refusal, request);
        case Keys.Entry.Granted(var caller) -> named(answer.to(caller, request), request);
      };
    };
  }

  /// Whether somebody who was let in a while ago, to look at an area, still would be: for answers
  /// that go on.
  boolean knows(Caller caller, Area area) {
    return caller.person().isPresent() ? sessions.knows(caller, area) : keys.knows(caller);
  }

  private Keys.Entry enter(Request request, V2Need need, boolean person) {
    return person
        ? sessions.enter(request, need.area(), need.changes())
        : keys.enter(request, need.scope());
  }

  /// An answer to what takes no parameters: any is refused, since it would be passed over.
  static Answer bare(Answer answer) {
    return (caller, request) -> {
      var query = new V2Query(request.query());
      query.only(false, Set.of());
      return query.refusal().isPresent()
          ? refused(query.refusal().get(), request)
          : answer.to(caller, request);
    };
  }

  private static Reply named(Reply reply, Request request) {
    boolean isNamed = reply.fields().stream().anyMatch(field -> field.named(REQUEST_ID));
    return isNamed ? reply : reply.with(REQUEST_ID, request.id());
  }

  static Reply refused(Refusal refusal, Request request) {
    return refused(V2Problem.of(refusal), refusal, request);
  }

  /// Refuses somebody who signs in, or who shows that they did.
  static Reply refusedPerson(Refusal refusal, Request request, boolean signsIn) {
    return refused(V2Problem.ofPerson(refusal, signsIn), refusal, request);
  }

  static Reply refused(V2Problem problem, Request request) {
    return refused(problem, Refusal.of(Fault.INTERNAL, "", ""), request);
  }

  private static Reply refused(V2Problem problem, Refusal refusal, Request request) {
    var body = V2Replies.refused(problem, request.id());
    return Problems.refused(problem.http(), refusal, body).with(REQUEST_ID, request.id());
  }

  /// What the server itself refuses.
  static Reply problem(Request request, Problem problem) {
    var refusal = Problems.refusal(problem);
    int http = Problems.status(problem, V2Fault.of(refusal.fault()).http());
    return refused(V2Problem.of(refusal, http), refusal, request);
  }

  static Reply noMessage(Request request) {
    return refused(Refusal.of(Fault.NOT_FOUND, "id", "The account has no such message."), request);
  }

  static Reply notKept(Request request) {
    return refused(Refusal.later(Fault.STORE_DOWN, COME_AGAIN), request);
  }
}
