package io.carillon.front.restcomm;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.front.door.Repeats;
import io.carillon.front.form.FormWriter;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.port.Accounts;
import io.carillon.wire.http.Parameters;
import io.carillon.wire.http.Reply;
import java.time.Instant;
import java.util.Optional;

/// What the resources around the messages share: the door, the small tables, time and ids.
record Office(
    RestcommDoor door,
    Accounts accounts,
    RestcommRoutes.Doing doing,
    RestcommRoutes.Sources sources) {
  private static final String PASSWORD = "Password";

  Directory directory() {
    return accounts.directory();
  }

  Roster roster() {
    return doing.roster();
  }

  Instant now() {
    return sources.clock().now();
  }

  Id next() {
    return sources.ids().next();
  }

  /// The idempotency key of a request that makes something.
  static Optional<Idempotency> key(Visit visit, String what) {
    return Repeats.key(
        visit.request(),
        visit.accountId(),
        Form.DIALECT + " " + what,
        0,
        remembered(visit.request().body()));
  }

  /// A password is no part of what is remembered of a request.
  private static byte[] remembered(byte[] body) {
    var form = Parameters.form(body).orElse(Parameters.none());
    if (form.first(PASSWORD).isEmpty()) {
      return body;
    }
    var rest = new FormWriter();
    form.names().stream()
        .filter(name -> !name.equals(PASSWORD))
        .forEach(name -> form.all(name).forEach(value -> rest.add(name, value)));
    return rest.bytes();
  }

  /// Answers a request that changes something: where it repeats an earlier one by its idempotency
  /// key, with what is there now.
  Reply once(Visit visit, String what, Id subject, Answer first, Answer again)
      throws InterruptedException {
    var key = key(visit, what + " " + subject.hex());
    if (key.isEmpty()) {
      return first.reply();
    }
    return switch (roster().hold(key.get(), subject)) {
      case Order.Refused<Id>(var refusal) -> visit.no(refusal);
      case Order.Done<Id>(_, var repeated) -> repeated ? again.reply() : first.reply();
    };
  }

  /// One answer, when it is needed.
  interface Answer {
    Reply reply() throws InterruptedException;
  }

  /// What is said of an order that was carried out.
  interface Said<T> {
    Reply of(T value) throws InterruptedException;
  }

  /// The reply to an order.
  static <T> Reply reply(Visit visit, Order<T> order, Said<T> said) throws InterruptedException {
    return switch (order) {
      case Order.Done<T>(var value, _) -> said.of(value);
      case Order.Refused<T>(var refusal) -> visit.no(refusal);
    };
  }
}
