package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.front.arranged.EsmeBind;
import io.carillon.front.arranged.OwnEsme;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Passwords;
import io.carillon.front.door.Repeats;
import io.carillon.front.door.Scope;
import io.carillon.front.json.Fields;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
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
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Answers what is asked of ESMEs: who may bind to the SMPP server for the account, and who is
/// bound now. Since an ESME may send, only who may send makes or changes one; a test key makes one
/// whose messages go to the sandbox.
final class V2Esmes {
  private static final String PREFIX = "esme_";
  private static final int ID_DIGITS = 32;

  private final Accounts accounts;
  private final Roster roster;
  private final Clock clock;
  private final Ids ids;
  private final Supplier<List<EsmeBind>> binds;

  V2Esmes(V2Routes.Reading reading, Roster roster, Clock clock, Ids ids) {
    this.accounts = reading.accounts();
    this.binds = reading.binds();
    this.roster = roster;
    this.clock = clock;
    this.ids = ids;
  }

  /// The name of an ESME.
  static String name(OwnEsme esme) {
    return PREFIX + esme.id().uuid();
  }

  /// The name of a bind.
  static String name(EsmeBind bind) {
    return bind.systemId() + "@" + bind.address();
  }

  Reply create(Caller caller, Request request) throws InterruptedException {
    var fields = Fields.readAll(request.body());
    fields.require("system_id");
    var wish = EsmeWish.read(fields, directory(), caller.account().id(), true);
    var refusal = refusal(caller, request, fields);
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var account = caller.account().id();
    var once = once(request, account, wish, "");
    var id = once.map(V2Esmes::id).orElseGet(ids::next);
    var password = wish.password().orElseGet(() -> EsmePassword.make(caller, id, once));
    var now = clock.now();
    var facts = new HashMap<>(wish.facts());
    facts.put(OwnEsme.PASSWORD, Passwords.kept(password));
    if (!caller.isLive()) {
      facts.put(OwnEsme.TEST, "true");
    }
    var systemId = wish.systemId().orElse("");
    var esme = new Resource(id, account, Resource.Kind.ESME, systemId, facts, now, now);
    var order =
        roster
            .by(caller.author(request))
            .add(esme, once, directory -> taken(directory, systemId, id));
    return shown(201, order, Optional.of(password), request);
  }

  private Directory directory() {
    return accounts.directory();
  }

  /// What a request with an idempotency key makes has its id from there: so a repeated one is known
  /// before its system_id is found to be taken.
  private static Id id(Idempotency once) {
    var text = once.account().value().hex() + " v2 smpp user " + once.key();
    return Id.fromHex(Keys.sha256(text).substring(0, ID_DIGITS)).orElseThrow();
  }

  private static Optional<Refusal> taken(Directory directory, String systemId, Id own) {
    return OwnEsme.named(directory, systemId)
        .filter(other -> !other.id().equals(own))
        .map(
            _ -> Refusal.of(Fault.FIELD_INVALID, "system_id", "\"system_id\" is that of another."));
  }

  private static Optional<Refusal> refusal(Caller caller, Request request, Fields fields) {
    return beyond(caller).or(() -> Repeats.refusal(request)).or(fields::refusal);
  }

  private static Optional<Refusal> beyond(Caller caller) {
    var send = Scope.MESSAGING_SEND.word();
    return !caller.scopes().contains(send)
        ? Optional.of(
            Refusal.of(Fault.FORBIDDEN, "", "An SMPP user may send; the key lacks " + send + "."))
        : Optional.empty();
  }

  private static Optional<Idempotency> once(
      Request request, AccountId account, EsmeWish wish, String name) {
    var place = "v2 smpp user " + account.value().hex() + " " + name;
    var marked = wish.password().map(word -> Passwords.mark(word, place)).orElse("");
    var asked =
        new TreeMap<>(wish.facts())
            + "\n"
            + String.join("\n", name, wish.systemId().orElse(""), marked, "" + wish.renews());
    return Repeats.key(request, account, "v2 smpp user", 0, asked.getBytes(StandardCharsets.UTF_8));
  }

  Reply change(Caller caller, Request request) throws InterruptedException {
    var esme = roll(caller).find(request.variable("id"));
    if (esme.isEmpty()) {
      return none(request);
    }
    var account = caller.account().id();
    var fields = Fields.readAll(request.body());
    var wish = EsmeWish.read(fields, directory(), account, false);
    var refusal = refusal(caller, request, fields);
    var once = once(request, account, wish, name(esme.get()));
    if (refusal.isEmpty() && once.isPresent()) {
      refusal = roster.keep(once.get(), esme.get().id());
    }
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var before = esme.get().resource();
    var password =
        wish.renews() ? Optional.of(EsmePassword.make(caller, before.id(), once)) : wish.password();
    var facts = new HashMap<>(before.facts());
    facts.putAll(wish.facts());
    password
        .filter(word -> !Passwords.opens(word, esme.get().password()))
        .ifPresent(word -> facts.put(OwnEsme.PASSWORD, Passwords.kept(word)));
    return facts.equals(before.facts())
        ? told(200, esme.get(), password)
        : shown(
            200,
            roster.by(caller.author(request)).put(before.with(before.name(), facts, clock.now())),
            password,
            request);
  }

  Reply list(Caller caller, Request request) {
    return roll(caller).list(request, "the id of an SMPP user", V2EsmeReplies::users);
  }

  Reply one(Caller caller, Request request) {
    return roll(caller)
        .find(request.variable("id"))
        .map(esme -> told(200, esme, Optional.empty()))
        .orElseGet(() -> none(request));
  }

  Reply drop(Caller caller, Request request) throws InterruptedException {
    var esme = roll(caller).find(request.variable("id"));
    if (esme.isEmpty()) {
      return none(request);
    }
    var beyond = beyond(caller);
    return beyond.isPresent()
        ? V2Door.refused(beyond.get(), request)
        : shown(
            200,
            roster.by(caller.author(request)).drop(esme.get().resource()),
            Optional.empty(),
            request);
  }

  /// The binds of the account's ESMEs, and of those of the accounts under it.
  Reply binds(Caller caller, Request request) {
    var directory = directory();
    var own =
        binds.get().stream()
            .filter(bind -> isWithin(directory, bind.account(), caller.account().id()))
            .toList();
    return new Roll<EsmeBind>("/v2/smpp-sessions", own, V2Esmes::name)
        .list(request, "the id of a session", V2EsmeReplies::binds);
  }

  private static boolean isWithin(Directory directory, AccountId account, AccountId top) {
    var next = Optional.of(account);
    for (int level = 0; level <= Directory.LEVELS_MAX && next.isPresent(); level++) {
      if (next.get().equals(top)) {
        return true;
      }
      next = directory.account(next.get()).flatMap(Account::parent);
    }
    return false;
  }

  private static Reply shown(
      int status, Order<Resource> order, Optional<String> password, Request request) {
    return switch (order) {
      case Order.Done<Resource>(var esme, _) -> told(status, new OwnEsme(esme), password);
      case Order.Refused<Resource>(var refusal) -> V2Door.refused(refusal, request);
    };
  }

  private static Reply told(int status, OwnEsme esme, Optional<String> password) {
    var reply = Reply.json(status, V2EsmeReplies.user(esme, password));
    return password.isPresent() ? reply.with("Cache-Control", "no-store") : reply;
  }

  private static Reply none(Request request) {
    return V2Door.refused(
        Refusal.of(Fault.NOT_FOUND, "id", "The account has no such SMPP user."), request);
  }

  private Roll<OwnEsme> roll(Caller caller) {
    var own = OwnEsme.of(directory(), caller.account().id());
    return new Roll<>("/v2/smpp-users", own, V2Esmes::name);
  }
}
