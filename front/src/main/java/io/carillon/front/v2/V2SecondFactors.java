package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.front.arranged.OwnUser;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Person;
import io.carillon.front.json.Fields;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.person.Lockout;
import io.carillon.front.person.RecoveryCodes;
import io.carillon.front.person.SecondFactor;
import io.carillon.front.person.Totp;
import io.carillon.front.person.UserPasswords;
import io.carillon.model.Author;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.Resource;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Answers how users come to a second factor, and lose it. Whatever was used up is written before
/// anybody is told that it was right, and only if the user is yet as they were: so no code counts
/// twice, however many show it at once.
final class V2SecondFactors {
  private static final String ISSUER = "Carillon";
  static final int CODE_MAX = 64;
  private static final String PASSWORD = "password";
  private static final String CODE = "code";

  private final Accounts accounts;
  private final Roster roster;
  private final Lockout lockout;
  private final Clock clock;

  V2SecondFactors(Accounts accounts, Roster roster, Lockout lockout, Clock clock) {
    this.accounts = accounts;
    this.roster = roster;
    this.lockout = lockout;
    this.clock = clock;
  }

  /// Offers the user who asks a secret; it counts from when they have shown a code of it.
  Reply begin(Caller caller, Request request) throws InterruptedException {
    var own = own(caller);
    if (own.isEmpty()) {
      return nobody(request);
    }
    var user = own.get();
    var fields = Fields.readAll(request.body());
    fields.only(Set.of(PASSWORD));
    fields.require(PASSWORD);
    var refusal = fields.refusal().or(() -> shut(user)).or(() -> isOn(user, false));
    refusal = refusal.isPresent() ? refusal : wrongPassword(fields, user);
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var secret = Totp.newSecret();
    var no = put(user, SecondFactor.offered(user, secret, clock.now()), caller.author(request));
    if (no.isPresent()) {
      return V2Door.refused(no.get(), request);
    }
    var json = new JsonWriter().object().text("object", "second_factor_offer");
    json.text("user", V2Users.name(user)).text("secret", secret);
    json.text("uri", Totp.uri(ISSUER, user.login(), secret));
    return Reply.json(201, json.end().bytes()).with("Cache-Control", "no-store");
  }

  /// Makes the secret that was offered count, and tells once what opens in the place of codes.
  Reply confirm(Caller caller, Request request) throws InterruptedException {
    var own = own(caller);
    var session = caller.person().map(Person::session);
    if (own.isEmpty() || session.isEmpty()) {
      return nobody(request);
    }
    var user = own.get();
    var fields = Fields.readAll(request.body());
    fields.only(Set.of(CODE));
    fields.require(CODE);
    var code = fields.text(CODE, CODE_MAX).orElse("");
    var refusal = fields.refusal().or(() -> shut(user)).or(() -> isOn(user, false));
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var recovery = RecoveryCodes.fresh();
    var confirmed = SecondFactor.confirmed(user, session.get(), code, recovery, clock.now());
    if (confirmed.isEmpty()) {
      return V2Door.refused(wrongCode(user), request);
    }
    var no = put(user, confirmed.get(), caller.author(request));
    if (no.isPresent()) {
      return V2Door.refused(no.get(), request);
    }
    lockout.succeeded(user.login());
    var json = new JsonWriter().object().text("object", "second_factor");
    json.text("user", V2Users.name(user)).texts("recovery_codes", recovery);
    return Reply.json(200, json.end().bytes()).with("Cache-Control", "no-store");
  }

  /// Takes the second factor of the user who asks away.
  Reply remove(Caller caller, Request request) throws InterruptedException {
    var own = own(caller);
    if (own.isEmpty()) {
      return nobody(request);
    }
    var user = own.get();
    var fields = Fields.readAll(request.body());
    fields.only(Set.of(PASSWORD, CODE));
    fields.require(PASSWORD, CODE);
    var code = fields.text(CODE, CODE_MAX).orElse("");
    var refusal = fields.refusal().or(() -> shut(user)).or(() -> isOn(user, true));
    refusal = refusal.isPresent() ? refusal : wrongPassword(fields, user);
    if (refusal.isEmpty() && SecondFactor.used(user, code, clock.now()).isEmpty()) {
      refusal = Optional.of(wrongCode(user));
    }
    return refusal.isPresent()
        ? V2Door.refused(refusal.get(), request)
        : removed(user, caller, request);
  }

  /// Takes the second factor of another user away, who lost their device and what they wrote down.
  Reply reset(Caller caller, Request request) throws InterruptedException {
    var user = V2Users.find(accounts.directory(), caller, request);
    if (user.isEmpty()) {
      return V2Users.noUser(request);
    }
    var beyond = V2Users.beyond(caller);
    return beyond.isPresent()
        ? V2Door.refused(beyond.get(), request)
        : removed(user.get(), caller, request);
  }

  private Reply removed(OwnUser user, Caller caller, Request request) throws InterruptedException {
    var next = SecondFactor.removed(user, clock.now());
    var no =
        next.facts().equals(user.resource().facts())
            ? Optional.<Refusal>empty()
            : put(user, next, caller.author(request));
    return no.isPresent()
        ? V2Door.refused(no.get(), request)
        : Reply.json(200, V2Replies.user(new OwnUser(next)));
  }

  /// Uses a code up with which somebody signs in; empty where they may. The lock is asked once
  /// more, since many may have waited for their password at once.
  Optional<Refusal> use(OwnUser user, String code, Author by) throws InterruptedException {
    var locked = locked(user);
    if (locked.isPresent()) {
      return locked;
    }
    var next = SecondFactor.used(user, code, clock.now());
    if (next.isEmpty()) {
      lockout.failed(user.login());
      return Optional.of(
          Refusal.of(Fault.UNAUTHENTICATED, CODE, "\"code\" is not right, or was used before."));
    }
    return put(user, next.get(), by);
  }

  private Optional<Refusal> put(OwnUser before, Resource next, Author by)
      throws InterruptedException {
    return switch (roster.by(by).put(next, standing -> changed(standing, before))) {
      case Order.Done<Resource> _ -> Optional.empty();
      case Order.Refused<Resource>(var no) -> Optional.of(no);
    };
  }

  private static Optional<Refusal> changed(Directory standing, OwnUser before) {
    return OwnUser.find(standing, before.account(), before.id()).filter(before::equals).isPresent()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                Fault.UNAUTHENTICATED, CODE, "The user was changed meanwhile, or the code used."));
  }

  private Optional<OwnUser> own(Caller caller) {
    return caller
        .person()
        .flatMap(one -> OwnUser.find(accounts.directory(), one.account(), one.id()));
  }

  private static Reply nobody(Request request) {
    return V2Door.refused(
        Refusal.of(Fault.FORBIDDEN, "", "Only a user who signed in has a second factor."), request);
  }

  private Optional<Refusal> locked(OwnUser user) {
    return lockout
        .refuses(user.login())
        .map(pause -> Refusal.later(Fault.TOO_MANY_REQUESTS, pause));
  }

  private Optional<Refusal> shut(OwnUser user) {
    var locked = locked(user);
    return locked.isPresent() || !UserPasswords.isBusy()
        ? locked
        : Optional.of(Refusal.later(Fault.OVERLOADED, Duration.ofSeconds(1)));
  }

  private static Optional<Refusal> isOn(OwnUser user, boolean wanted) {
    return SecondFactor.isOn(user) == wanted
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                Fault.FIELD_INVALID,
                "",
                wanted
                    ? "The user has no second factor."
                    : "The user has a second factor: remove it first."));
  }

  private Optional<Refusal> wrongPassword(Fields fields, OwnUser user) {
    var shown = fields.text(PASSWORD, UserPasswords.LENGTH_MAX).orElse("");
    if (UserPasswords.opens(shown, user.password())) {
      return Optional.empty();
    }
    lockout.failed(user.login());
    fields.wrong(PASSWORD, "is not the user's");
    return fields.refusal();
  }

  private Refusal wrongCode(OwnUser user) {
    lockout.failed(user.login());
    return Refusal.of(Fault.FIELD_INVALID, CODE, "\"code\" is not right, or was used before.");
  }
}
