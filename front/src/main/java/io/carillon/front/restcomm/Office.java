package io.carillon.front.restcomm;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.engine.account.RosterOrders;
import io.carillon.front.door.Passwords;
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
import java.util.concurrent.locks.ReentrantLock;

/// What the resources around the messages share: the door, the small tables, time and ids.
///
/// @param taking held while a login is looked for and taken
record Office(
    RestcommDoor door,
    Accounts accounts,
    RestcommRoutes.Doing doing,
    RestcommRoutes.Sources sources,
    ReentrantLock taking) {
  private static final String PASSWORD = "Password";
  private static final int FAILED = 300;

  Directory directory() {
    return accounts.directory();
  }

  Roster roster() {
    return doing.roster();
  }

  /// What the caller may order.
  RosterOrders orders(Visit visit) {
    return roster().by(visit.author());
  }

  Instant now() {
    return sources.clock().now();
  }

  Id next() {
    return sources.ids().next();
  }

  /// The idempotency key of a request that makes something.
  static Optional<Idempotency> key(Visit visit, String what) {
    return visit
        .request()
        .header(Repeats.HEADER)
        .flatMap(word ->
            Repeats.key(
                visit.request(),
                visit.accountId(),
                Form.DIALECT + " " + what,
                0,
                remembered(visit, word)));
  }

  /// What is remembered of a request, for its hash: of a password only what is slow to try.
  private static byte[] remembered(Visit visit, String word) {
    var body = visit.request().body();
    var form = Parameters.form(body).orElse(Parameters.none());
    var password = form.first(PASSWORD).filter(text -> !text.isBlank());
    if (password.isEmpty()) {
      return body;
    }
    var rest = new FormWriter();
    form.names().stream()
        .filter(name -> !name.equals(PASSWORD))
        .sorted()
        .forEach(name -> form.all(name).forEach(value -> rest.add(name, value)));
    var place = Sids.account(visit.accountId()) + " " + word;
    return rest.add(PASSWORD, Passwords.mark(password.get(), place)).bytes();
  }

  /// Answers a request that may be a repeated one: with what the first was about, which its
  /// idempotency key tells, or else for the first time.
  Reply recalled(Visit visit, Optional<Idempotency> key, Said<Id> again, Answer first)
      throws InterruptedException {
    if (key.isEmpty()) {
      return first.reply();
    }
    return switch (roster().seen(key.get())) {
      case Order.Refused<Optional<Id>>(var refusal) -> visit.no(refusal);
      case Order.Done<Optional<Id>>(var subject, _) ->
          subject.isPresent() ? again.of(subject.get()) : first.reply();
    };
  }

  /// Answers a request that changes something: where it repeats an earlier one by its idempotency
  /// key, with what is there now. The key is kept when the change is made, not before: a request
  /// that was cut short is carried out when it comes again.
  Reply once(Visit visit, String what, Id subject, Answer first, Answer again)
      throws InterruptedException {
    var key = key(visit, what + " " + subject.hex());
    return recalled(visit, key, _ -> again.reply(), () -> kept(visit, key, subject, first.reply()));
  }

  private Reply kept(Visit visit, Optional<Idempotency> key, Id subject, Reply done)
      throws InterruptedException {
    if (key.isEmpty() || done.status() >= FAILED) {
      return done;
    }
    var refusal = roster().keep(key.get(), subject);
    return refusal.isPresent() ? visit.no(refusal.get()) : done;
  }

  /// Answers alone among all that look for a login and take it, so that none is taken twice.
  Reply alone(Answer answer) throws InterruptedException {
    taking.lockInterruptibly();
    try {
      return answer.reply();
    } finally {
      taking.unlock();
    }
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
