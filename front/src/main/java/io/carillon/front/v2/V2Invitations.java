package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.front.arranged.OwnUser;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Passwords;
import io.carillon.front.door.Repeats;
import io.carillon.front.json.Fields;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.person.PasswordRules;
import io.carillon.front.person.SessionCookie;
import io.carillon.front.person.SessionDoor;
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
import io.carillon.wire.sign.Hmac;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;

/// Answers how users come to their passwords: somebody invites them, and they choose one by what
/// they were sent; and they choose another one themselves.
final class V2Invitations {
  private static final Duration LIFE = Duration.ofDays(7);
  private static final int TOKEN_MAX = 64;

  private static final Refusal NOBODY =
      Refusal.of(Fault.NOT_FOUND, "invitation", "Nobody is invited by this: ask for another one.");
  private static final Refusal REPLACED =
      Refusal.of(Fault.FIELD_INVALID, "password", "\"password\" is not the user's any more.");

  private final Accounts accounts;
  private final Roster roster;
  private final Clock clock;

  V2Invitations(Accounts accounts, Roster roster, Clock clock) {
    this.accounts = accounts;
    this.roster = roster;
    this.clock = clock;
  }

  /// Invites a user to choose a password, by a text that is told once. One who forgot theirs is
  /// invited again; the text before opens nothing from then on.
  Reply invite(Caller caller, Request request) throws InterruptedException {
    var user = V2Users.find(accounts.directory(), caller, request);
    if (user.isEmpty()) {
      return V2Users.noUser(request);
    }
    var refusal = V2Users.beyond(caller).or(() -> Repeats.refusal(request));
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    if (user.get().role().isEmpty()) {
      return V2Door.refused(
          Refusal.of(Fault.FIELD_INVALID, "id", "Only a user with a role is invited."), request);
    }
    var once = Repeats.key(request, caller.account().id(), "v2 invite " + user.get().id().hex());
    var text = once.map(key -> text(caller, user.get(), key.key())).orElseGet(SessionCookie::text);
    var until = clock.now().plus(LIFE);
    if (once.isPresent()) {
      var conflict = roster.keep(once.get(), user.get().id());
      if (conflict.isPresent()) {
        return V2Door.refused(conflict.get(), request);
      }
    }
    var facts = new HashMap<>(user.get().resource().facts());
    facts.put(OwnUser.INVITATION, Keys.sha256(text));
    facts.put(OwnUser.INVITED_UNTIL, until.toString());
    var next = user.get().resource().with(user.get().resource().name(), facts, clock.now());
    var orders = roster.by(caller.author(request));
    return switch (orders.change(user.get().resource(), next, (_, _) -> Optional.empty())) {
      case Order.Done<Resource> _ ->
          Reply.json(201, body(user.get(), text, until)).with("Cache-Control", "no-store");
      case Order.Refused<Resource>(var no) -> V2Door.refused(no, request);
    };
  }

  /// A repeated request is answered with the same text, although only its hash is kept.
  private static String text(Caller caller, OwnUser user, String key) {
    var secret = caller.account().token().reveal().getBytes(StandardCharsets.UTF_8);
    var salted = "invitation\n" + user.id().hex() + "\n" + key;
    var octets = Hmac.sha256(secret).of(salted.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  private static byte[] body(OwnUser user, String text, Instant until) {
    var json = new JsonWriter().object().text("object", "invitation");
    json.text("user", V2Users.name(user)).text("invitation", text);
    return json.moment("expires", until).end().bytes();
  }

  /// Sets the password of a user who was invited; the invitation is used up.
  Reply accept(Request request) throws InterruptedException {
    var fields = Fields.readAll(request.body());
    fields.only(Set.of("invitation", "password"));
    fields.require("invitation", "password");
    var text = fields.text("invitation", TOKEN_MAX).orElse("");
    var user = OwnUser.invited(accounts.directory(), Keys.sha256(text), clock.now());
    user.ifPresent(own -> chosen(fields, "password", own));
    var refusal = SessionDoor.foreign(request, false).or(fields::refusal).or(this::busy);
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    if (user.isEmpty()) {
      return V2Door.refused(NOBODY, request);
    }
    var own = user.get();
    var author =
        new Author(
            own.account().toString(),
            "invitation of " + V2Users.name(own),
            request.remote().getHostAddress(),
            request.id());
    var proof = new Proof(own, OwnUser.INVITATION, NOBODY);
    return renewed(proof, fields.text("password").orElse(""), author, request);
  }

  private Optional<Refusal> busy() {
    return UserPasswords.isBusy()
        ? Optional.of(Refusal.later(Fault.OVERLOADED, Duration.ofSeconds(1)))
        : Optional.empty();
  }

  /// The user who asks chooses another password; all of their sessions end.
  Reply change(Caller caller, Request request) throws InterruptedException {
    var own =
        caller.person().flatMap(one -> OwnUser.find(accounts.directory(), one.account(), one.id()));
    if (own.isEmpty()) {
      return V2Door.refused(
          Refusal.of(Fault.FORBIDDEN, "", "Only a user who signed in has a password."), request);
    }
    var fields = Fields.readAll(request.body());
    fields.only(Set.of("password", "new_password"));
    fields.require("password", "new_password");
    chosen(fields, "new_password", own.get());
    var old = fields.text("password", Passwords.LENGTH_MAX).orElse("");
    var refusal = fields.refusal().or(this::busy);
    if (refusal.isEmpty() && !UserPasswords.opens(old, own.get().password())) {
      fields.wrong("password", "is not the user's");
      refusal = fields.refusal();
    }
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var proof = new Proof(own.get(), OwnUser.PASSWORD, REPLACED);
    var next = fields.text("new_password").orElse("");
    return renewed(proof, next, caller.author(request), request);
  }

  /// Gathers what stands against a password that somebody chooses.
  static void chosen(Fields fields, String name, OwnUser user) {
    fields
        .text(name, UserPasswords.LENGTH_MAX)
        .flatMap(password -> PasswordRules.objection(password, user.login()))
        .ifPresent(objection -> fields.wrong(name, objection));
  }

  /// By what a user chooses a password.
  ///
  /// @param fact what they have shown; it must be the same yet when the password is written
  /// @param late what is said where it is not
  private record Proof(OwnUser user, String fact, Refusal late) {
    private Optional<Refusal> objection(Directory standing) {
      return OwnUser.find(standing, user.account(), user.id())
              .filter(now -> now.resource().fact(fact).equals(user.resource().fact(fact)))
              .isPresent()
          ? Optional.empty()
          : Optional.of(late);
    }
  }

  private Reply renewed(Proof proof, String password, Author by, Request request)
      throws InterruptedException {
    var user = proof.user();
    var facts = new HashMap<>(user.resource().facts());
    facts.put(OwnUser.PASSWORD, UserPasswords.kept(password));
    facts.put(OwnUser.SESSIONS_SINCE, clock.now().toString());
    facts.remove(OwnUser.INVITATION);
    facts.remove(OwnUser.INVITED_UNTIL);
    var next = user.resource().with(user.resource().name(), facts, clock.now());
    var orders = roster.by(by);
    var order = orders.change(user.resource(), next, (standing, _) -> proof.objection(standing));
    return switch (order) {
      case Order.Done<Resource>(var written, _) ->
          Reply.json(200, V2Replies.user(new OwnUser(written))).with("Cache-Control", "no-store");
      case Order.Refused<Resource>(var no) -> V2Door.refused(no, request);
    };
  }
}
