package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.front.arranged.OwnUser;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Passwords;
import io.carillon.front.door.Person;
import io.carillon.front.door.Repeats;
import io.carillon.front.door.Role;
import io.carillon.front.json.Fields;
import io.carillon.front.person.PasswordRules;
import io.carillon.front.person.UserPasswords;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.Refusal;
import io.carillon.model.Resource;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Ids;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Answers what is asked of users: who may act for the account by name and password, in the console
/// by their role, or where a dialect signs in so. Since a user may be let do everything, only who
/// may do everything makes or changes one.
final class V2Users {
  private static final int ID_DIGITS = 32;
  private static final int NAME_MAX = 128;
  private static final int MAIL_MAX = 254;
  private static final String NO_ROLE = "none";
  private static final String ACCESS =
      "goes with the role owner or none: who has it may do everything";
  private static final String MAIL = "[^\\s:@]{1,64}@[^\\s:@]{1,189}";
  private static final Set<String> FIELDS =
      Set.of("email", "name", "password", "api_access", "role", "active");

  private final Accounts accounts;
  private final Roster roster;
  private final Clock clock;
  private final Ids ids;

  V2Users(Accounts accounts, Roster roster, Clock clock, Ids ids) {
    this.accounts = accounts;
    this.roster = roster;
    this.clock = clock;
    this.ids = ids;
  }

  /// The name of a user.
  static String name(OwnUser user) {
    return Person.name(user.id());
  }

  Reply create(Caller caller, Request request) throws InterruptedException {
    var fields = Fields.readAll(request.body());
    fields.require("email");
    var account = caller.account().id();
    var once = once(caller, request, fields, "");
    var id = once.map(V2Users::id).orElseGet(ids::next);
    var repeated = OwnUser.find(accounts.directory(), account, id);
    var refusal = refusal(caller, request, fields, repeated);
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    if (repeated.isPresent()) {
      var conflict = roster.keep(once.orElseThrow(), id);
      return conflict.isPresent()
          ? V2Door.refused(conflict.get(), request)
          : Reply.json(201, V2Replies.user(repeated.get()));
    }
    var now = clock.now();
    var mail = fields.text("email").orElse("");
    var none = new Resource(id, account, Resource.Kind.USER, mail, Map.of(), now, now);
    var wished = wished(fields, none);
    var order =
        roster.by(caller.author(request)).add(wished, once, standing -> refused(standing, wished));
    return shown(201, order, request);
  }

  /// What a request with an idempotency key makes has its id from there: so a repeated one is known
  /// before its address is found to be taken.
  private static Id id(Idempotency once) {
    var text = once.account().value().hex() + " v2 user " + once.key();
    return Id.fromHex(Keys.sha256(text).substring(0, ID_DIGITS)).orElseThrow();
  }

  Reply change(Caller caller, Request request) throws InterruptedException {
    var user = roll(caller).find(request.variable("id"));
    if (user.isEmpty()) {
      return noUser(request);
    }
    var fields = Fields.readAll(request.body());
    var refusal = refusal(caller, request, fields, user);
    if (refusal.isEmpty()) {
      var once = once(caller, request, fields, name(user.get()));
      refusal = once.isEmpty() ? refusal : roster.keep(once.get(), user.get().id());
    }
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var before = user.get().resource();
    var next = wished(fields, before);
    return next.name().equals(before.name()) && next.facts().equals(before.facts())
        ? Reply.json(200, V2Replies.user(user.get()))
        : shown(
            200, roster.by(caller.author(request)).change(before, next, V2Users::refused), request);
  }

  /// What is asked once more where nothing can change any more. Of two users with one address only
  /// one could sign in.
  private static Optional<Refusal> refused(Directory standing, Resource wished) {
    var user = new OwnUser(wished);
    if (exceeds(user.hasApiAccess(), user.role())) {
      return Optional.of(
          Refusal.of(Fault.FIELD_INVALID, "api_access", "\"api_access\" " + ACCESS + '.'));
    }
    boolean signsIn = user.mayGetTokens() || user.role().isPresent();
    return signsIn && OwnUser.isTaken(standing, user.login(), user.id())
        ? Optional.of(
            Refusal.of(Fault.FIELD_INVALID, "email", "\"email\" is that of another user."))
        : Optional.empty();
  }

  private Optional<Refusal> refusal(
      Caller caller, Request request, Fields fields, Optional<OwnUser> own) {
    fields.only(FIELDS);
    var mail = fields.text("email", MAIL_MAX);
    if (mail.isPresent() && !mail.get().matches(MAIL)) {
      fields.wrong("email", "must be an e-mail address");
    }
    fields.text("name", NAME_MAX);
    fields
        .text("password", UserPasswords.LENGTH_MAX)
        .flatMap(word ->
            PasswordRules.objection(word, mail.or(() -> own.map(OwnUser::login)).orElse("")))
        .ifPresent(objection -> fields.wrong("password", objection));
    role(fields, own);
    fields.flag("active", true);
    var login = mail.or(() -> touchesAccess(fields) ? own.map(OwnUser::login) : Optional.empty());
    boolean taken =
        login
            .flatMap(name -> OwnUser.withAccess(accounts.directory(), name))
            .filter(user -> own.filter(self -> self.id().equals(user.id())).isEmpty())
            .isPresent();
    if (taken) {
      fields.wrong("email", "is that of another user");
    }
    return beyond(caller).or(() -> Repeats.refusal(request)).or(fields::refusal);
  }

  /// Who gets tokens may do everything by them, whatever their role says.
  private static void role(Fields fields, Optional<OwnUser> own) {
    var word = fields.text("role", NAME_MAX);
    var named = word.flatMap(Role::of);
    if (word.isPresent() && named.isEmpty() && !word.get().equals(NO_ROLE)) {
      fields.wrong("role", "must be owner, developer, marketer, agent, auditor or none");
    }
    boolean access = fields.flag("api_access", own.filter(OwnUser::hasApiAccess).isPresent());
    var role = word.isPresent() ? named : own.flatMap(OwnUser::role);
    if (exceeds(access, role)) {
      fields.wrong("api_access", ACCESS);
    }
  }

  private static boolean exceeds(boolean access, Optional<Role> role) {
    return access && role.filter(it -> it != Role.OWNER).isPresent();
  }

  /// Whether a change may let a user in who could not sign in before.
  private static boolean touchesAccess(Fields fields) {
    return fields.has("password") || fields.has("api_access") || fields.has("active");
  }

  static Optional<Refusal> beyond(Caller caller) {
    return caller.mayDoEverything()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(Fault.FORBIDDEN, "", "A user may do everything; this key may not."));
  }

  /// The password is no part of what is remembered of a request.
  private static Optional<Idempotency> once(
      Caller caller, Request request, Fields fields, String name) {
    var mail = fields.text("email").orElse("");
    var called = fields.text("name").orElse("");
    boolean access = fields.flag("api_access", false);
    boolean active = fields.flag("active", true);
    var role = fields.text("role").orElse("");
    var account = caller.account().id();
    var place = "v2 user " + account.value().hex() + " " + name;
    var password = fields.text("password").map(word -> Passwords.mark(word, place)).orElse("");
    var asked = String.join("\n", name, mail, called, access + " " + active + role, password);
    var octets = asked.getBytes(StandardCharsets.UTF_8);
    return Repeats.key(request, account, "v2 user", 0, octets);
  }

  private Resource wished(Fields fields, Resource user) {
    var facts = new HashMap<>(user.facts());
    fields.text("email").ifPresent(mail -> facts.put(OwnUser.MAIL, mail));
    fields
        .text("password")
        .filter(word -> !UserPasswords.opens(word, facts.getOrDefault(OwnUser.PASSWORD, "")))
        .ifPresent(word -> facts.put(OwnUser.PASSWORD, UserPasswords.kept(word)));
    fields.text("role").ifPresent(word -> facts.put(OwnUser.ROLE, word));
    facts.remove(OwnUser.ROLE, NO_ROLE);
    if (fields.has("api_access")) {
      boolean access = fields.flag("api_access", false);
      facts.put(OwnUser.API_ACCESS, Boolean.toString(access));
    }
    if (fields.has("active")) {
      facts.put(OwnUser.STATUS, fields.flag("active", true) ? "active" : "suspended");
    }
    if (!sayings(facts).equals(sayings(user.facts())) && user.fact(OwnUser.ROLE).isPresent()) {
      facts.put(OwnUser.SESSIONS_SINCE, clock.now().toString());
    }
    return user.with(fields.text("name").orElse(user.name()), facts, clock.now());
  }

  /// What ends the sessions of a user where it changes.
  private static List<String> sayings(Map<String, String> facts) {
    return Stream.of(OwnUser.PASSWORD, OwnUser.ROLE, OwnUser.STATUS)
        .map(fact -> facts.getOrDefault(fact, ""))
        .toList();
  }

  Reply list(Caller caller, Request request) {
    return roll(caller).list(request, "the id of a user", V2Replies::users);
  }

  Reply one(Caller caller, Request request) {
    return roll(caller)
        .find(request.variable("id"))
        .map(user -> Reply.json(200, V2Replies.user(user)))
        .orElseGet(() -> noUser(request));
  }

  Reply drop(Caller caller, Request request) throws InterruptedException {
    var user = roll(caller).find(request.variable("id"));
    if (user.isEmpty()) {
      return noUser(request);
    }
    var beyond = beyond(caller);
    return beyond.isPresent()
        ? V2Door.refused(beyond.get(), request)
        : shown(200, roster.by(caller.author(request)).drop(user.get().resource()), request);
  }

  private static Reply shown(int status, Order<Resource> order, Request request) {
    return switch (order) {
      case Order.Done<Resource>(var user, _) ->
          Reply.json(status, V2Replies.user(new OwnUser(user)));
      case Order.Refused<Resource>(var refusal) -> V2Door.refused(refusal, request);
    };
  }

  /// The user of the caller's account whom a path names.
  static Optional<OwnUser> find(Directory directory, Caller caller, Request request) {
    return OwnUser.of(directory, caller.account().id()).stream()
        .filter(user -> name(user).equals(request.variable("id")))
        .findFirst();
  }

  static Reply noUser(Request request) {
    return V2Door.refused(
        Refusal.of(Fault.NOT_FOUND, "id", "The account has no such user."), request);
  }

  private Roll<OwnUser> roll(Caller caller) {
    var users = OwnUser.of(accounts.directory(), caller.account().id());
    return new Roll<>("/v2/users", users, V2Users::name);
  }
}
