package io.carillon.front.restcomm;

import io.carillon.front.door.Repeats;
import io.carillon.front.door.Scope;
import io.carillon.wire.http.Handler;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Route;
import java.util.ArrayList;
import java.util.List;

/// Keeps the resources of one kind below an account. A POST makes one, a POST or PUT to a single
/// one changes it.
interface Keeper {
  int BODY_MAX = 64 * 1024;

  Reply list(Visit visit) throws InterruptedException;

  Reply create(Visit visit) throws InterruptedException;

  Reply one(Visit visit) throws InterruptedException;

  Reply change(Visit visit) throws InterruptedException;

  Reply drop(Visit visit) throws InterruptedException;

  /// The routes of all five.
  static List<Route> routes(RestcommDoor door, Patterns patterns, Keeper keeper) {
    var routes = new ArrayList<Route>();
    for (var pattern : patterns.list()) {
      routes.add(Route.get(pattern, door.known(Scope.ACCOUNT_READ, keeper::list)));
      routes.add(Route.post(pattern, BODY_MAX, writing(door, keeper::create)));
    }
    for (var pattern : patterns.one()) {
      routes.add(Route.get(pattern, door.known(Scope.ACCOUNT_READ, keeper::one)));
      routes.add(Route.post(pattern, BODY_MAX, writing(door, keeper::change)));
      routes.add(Route.put(pattern, BODY_MAX, writing(door, keeper::change)));
      routes.add(Route.delete(pattern, door.known(Scope.ACCOUNT_WRITE, keeper::drop)));
    }
    return routes;
  }

  /// A handler that changes something: its idempotency key must be one.
  static Handler writing(RestcommDoor door, RestcommDoor.Answer answer) {
    return door.known(Scope.ACCOUNT_WRITE, once(answer));
  }

  /// An answer to requests whose idempotency key is one.
  static RestcommDoor.Answer once(RestcommDoor.Answer answer) {
    return visit -> {
      var unusable = Repeats.refusal(visit.request());
      return unusable.isPresent() ? visit.no(unusable.get()) : answer.to(visit);
    };
  }
}
