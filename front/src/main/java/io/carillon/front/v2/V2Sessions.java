package io.carillon.front.v2;

import io.carillon.front.arranged.OwnUser;
import io.carillon.front.door.Area;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Person;
import io.carillon.front.door.Scope;
import io.carillon.front.json.Fields;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.person.SecondFactor;
import io.carillon.front.person.SessionCookie;
import io.carillon.front.person.SessionDoor;
import io.carillon.front.person.UserPasswords;
import io.carillon.model.Author;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Occasion;
import io.carillon.model.Refusal;
import io.carillon.model.Session;
import io.carillon.model.Sighting;
import io.carillon.model.port.Meters;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// Answers who signs in and out, and what is asked of sessions.
final class V2Sessions {
  private static final String PREFIX = "sess_";
  private static final int MAIL_MAX = 254;
  private static final Set<String> FIELDS = Set.of("email", "password", "code");
  private static final Set<String> PARAMETERS =
      Set.of("limit", "starting_after", "ending_before", "user");
  private static final int PAGE_MAX = 100;
  private static final Refusal CODE_MISSING =
      Refusal.of(
          Fault.UNAUTHENTICATED,
          "code",
          "This user signs in with a second factor, too: \"code\" is missing.");
  private static final Refusal CHANGED =
      Refusal.of(
          Fault.UNAUTHENTICATED, "", "The user was changed meanwhile, or signed in elsewhere.");

  private final V2SigningIn in;
  private final V2SecondFactors factors;
  private final V2Routes.Sources sources;
  private final Figures figures;

  private record Figures(
      Meters.Count good, Meters.Count bad, Meters.Count badCode, Meters.Count shut) {
    static Figures of(Meters meters) {
      return new Figures(
          meters.count("users.sign_ins", "outcome", "good"),
          meters.count("users.sign_ins", "outcome", "wrong"),
          meters.count("users.sign_ins", "outcome", "wrong_code"),
          meters.count("users.sign_ins", "outcome", "locked"));
    }
  }

  V2Sessions(V2SigningIn in, V2SecondFactors factors, V2Routes.Sources sources, Meters meters) {
    this.in = in;
    this.factors = factors;
    this.sources = sources;
    this.figures = Figures.of(meters);
  }

  /// Signs a user in. Every reason why not gets the same answer, after the same time; but who shows
  /// the password of a user with a second factor is told that it is asked for.
  Reply begin(Request request) throws InterruptedException {
    var fields = Fields.readAll(request.body());
    fields.only(FIELDS);
    fields.require("email", "password");
    var mail = fields.text("email", MAIL_MAX).orElse("");
    var password = fields.text("password", UserPasswords.LENGTH_MAX).orElse("");
    var code = fields.text("code", V2SecondFactors.CODE_MAX);
    var refusal = SessionDoor.foreign(request, false).or(fields::refusal).or(() -> refuses(mail));
    if (refusal.isPresent()) {
      return V2Door.refusedPerson(refusal.get(), request, true);
    }
    var found = new AtomicReference<Optional<OwnUser>>(Optional.empty());
    var entry =
        in.threshold()
            .admitPerson(
                request,
                mail + ":" + password,
                Scope.ACCOUNT_READ,
                () -> {
                  found.set(user(mail, password));
                  return found.get().flatMap(this::caller);
                });
    return switch (entry) {
      case Keys.Entry.Denied(var no) -> {
        figures.bad().add(1);
        yield V2Door.refusedPerson(said(no), request, true);
      }
      case Keys.Entry.Granted _ -> shown(found.get().orElseThrow(), code, request);
    };
  }

  /// The password was right. It took a while to see: whoever was changed meanwhile begins again, so
  /// that no session begins by what does not count any more.
  private Reply shown(OwnUser user, Optional<String> code, Request request)
      throws InterruptedException {
    var standing = in.standing().accounts().directory();
    if (OwnUser.find(standing, user.account(), user.id()).filter(user::equals).isEmpty()) {
      return V2Door.refusedPerson(CHANGED, request, true);
    }
    if (SecondFactor.isOn(user)) {
      var refusal =
          code.isEmpty()
              ? Optional.of(CODE_MISSING)
              : factors.use(user, code.get(), author(user, request));
      if (refusal.isPresent()) {
        if (code.isPresent()) {
          figures.badCode().add(1);
        }
        return V2Door.refusedPerson(refusal.get(), request, true);
      }
    }
    in.lockout().succeeded(user.login());
    return begun(user, request);
  }

  private static Refusal said(Refusal no) {
    return no.fault() == Fault.UNAUTHENTICATED
        ? Refusal.of(Fault.UNAUTHENTICATED, "", "Nobody signs in by this address and password.")
        : no;
  }

  private Optional<Refusal> refuses(String mail) {
    var pause = in.lockout().refuses(mail);
    if (pause.isPresent()) {
      figures.shut().add(1);
      return Optional.of(Refusal.later(Fault.TOO_MANY_REQUESTS, pause.get()));
    }
    return UserPasswords.isBusy()
        ? Optional.of(Refusal.later(Fault.OVERLOADED, Duration.ofSeconds(1)))
        : Optional.empty();
  }

  /// Takes as long for a name that nobody has.
  private Optional<OwnUser> user(String mail, String password) {
    var user = OwnUser.withRole(in.standing().accounts().directory(), mail);
    boolean right = UserPasswords.opens(password, user.map(OwnUser::password).orElse(""));
    var found = user.filter(own -> right && own.isActive());
    if (found.isEmpty()) {
      in.lockout().failed(mail);
    }
    return found;
  }

  private Optional<Caller> caller(OwnUser user) {
    return in.standing()
        .accounts()
        .directory()
        .account(user.account())
        .map(account -> new Caller(account, Optional.empty()));
  }

  private Reply begun(OwnUser user, Request request) throws InterruptedException {
    var text = SessionCookie.text();
    var now = sources.clock().now();
    var browser = request.header("User-Agent").orElse("");
    var session =
        new Session(
            sources.ids().next(),
            user.id(),
            user.account(),
            Keys.sha256(text),
            new Session.Life(now, now.plus(Session.LIFE)),
            new Sighting(now, request.remote().getHostAddress()),
            browser.substring(0, Math.min(browser.length(), Session.BROWSER_MAX)));
    var refusal = in.signIns().begin(session, new Occasion(now, author(user, request)));
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    figures.good().add(1);
    var json = new JsonWriter();
    session(json, session, true);
    return Reply.json(201, json.bytes()).with("Set-Cookie", in.cookie().set(request, text));
  }

  private static Author author(OwnUser user, Request request) {
    return new Author(
        user.account().toString(),
        "user " + V2Users.name(user),
        request.remote().getHostAddress(),
        request.id());
  }

  /// The sessions of the user who asks, or of the one who is named.
  Reply list(Caller caller, Request request) {
    var query = new V2Query(request.query());
    query.only(false, PARAMETERS);
    var asked = query.text("user");
    var paging = query.paging(PAGE_MAX);
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    var user = whose(caller, asked, false);
    if (user.isEmpty()) {
      return noUser(request);
    }
    var own = caller.person().map(Person::session).map(Session::id);
    var sessions = in.signings().of(user.get()).stream().filter(in.door()::isLive).toList();
    return new Roll<>("/v2/sessions", sessions, V2Sessions::name)
        .page(paging)
        .map(page -> {
          var json = new JsonWriter();
          return Reply.json(
              200,
              V2Replies.list(
                  json, page, one -> session(json, one, own.filter(one.id()::equals).isPresent())));
        })
        .orElseGet(() ->
            V2Door.refused(V2Query.badCursor(request.query(), "the id of a session"), request));
  }

  /// The user whose sessions are meant, where the caller may look at them, or end them.
  private Optional<Id> whose(Caller caller, String asked, boolean changes) {
    var own = caller.person().map(Person::id);
    if (asked.isEmpty() || own.filter(id -> Person.name(id).equals(asked)).isPresent()) {
      return own;
    }
    boolean may = caller.person().map(person -> person.may(Area.USERS, changes)).orElse(true);
    return OwnUser.of(in.standing().accounts().directory(), caller.account().id()).stream()
        .filter(user -> may && V2Users.name(user).equals(asked))
        .map(OwnUser::id)
        .findFirst();
  }

  /// Ends a session: the one that is shown (`current`), another one of the user, or one of another
  /// user of the account.
  Reply end(Caller caller, Request request) throws InterruptedException {
    var asked = request.variable("id");
    var current = caller.person().map(Person::session);
    boolean isOwn =
        current.filter(own -> asked.equals("current") || asked.equals(name(own))).isPresent();
    boolean bare = caller.person().filter(Person::bare).isPresent();
    var session = isOwn || bare ? current.filter(_ -> isOwn) : find(caller, asked);
    if (session.isEmpty()) {
      return V2Door.refused(
          Refusal.of(Fault.NOT_FOUND, "id", "There is no such session."), request);
    }
    var by = new Occasion(sources.clock().now(), caller.author(request));
    var refusal = in.signIns().end(session.get(), by);
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var json = new JsonWriter();
    session(json, session.get(), isOwn);
    var reply = Reply.json(200, json.bytes());
    return isOwn ? reply.with("Set-Cookie", in.cookie().unset(request)) : reply;
  }

  private Optional<Session> find(Caller caller, String asked) {
    var users = OwnUser.of(in.standing().accounts().directory(), caller.account().id());
    return users.stream()
        .flatMap(user -> whose(caller, V2Users.name(user), true).stream())
        .flatMap(user -> in.signings().of(user).stream())
        .filter(session -> name(session).equals(asked) && in.door().isLive(session))
        .findFirst();
  }

  private static String name(Session session) {
    return PREFIX + session.id().uuid();
  }

  private static void session(JsonWriter json, Session session, boolean current) {
    json.object().text("id", name(session)).text("object", "session");
    json.text("user", Person.name(session.user())).flag("current", current);
    json.moment("created", session.life().created()).moment("expires", session.life().expires());
    json.object("last_seen").moment("at", session.last().at());
    json.text("address", session.last().address()).end();
    json.textOrNull("browser", session.browser()).end();
  }

  /// Who calls, and what they may do.
  Reply me(Caller caller, Request request) {
    var json = new JsonWriter().object().text("object", "caller");
    json.text("account", "AC" + caller.account().id());
    json.textOrNull("key", caller.key().map(key -> key.id()).orElse(""));
    json.texts("scopes", caller.scopes().stream().sorted().toList());
    var person = caller.person();
    var user =
        person.flatMap(
            one -> OwnUser.find(in.standing().accounts().directory(), one.account(), one.id()));
    json.textOrNull("user", person.map(one -> Person.name(one.id())).orElse(""));
    json.textOrNull("email", user.flatMap(OwnUser::mail).orElse(""));
    json.textOrNull("name", user.map(own -> own.resource().name()).orElse(""));
    json.textOrNull("role", person.map(one -> one.role().word()).orElse(""));
    if (person.isEmpty()) {
      json.none("may");
    } else {
      json.object("may");
      reaches(json, person.get());
      json.end();
    }
    json.textOrNull("second_factor", user.map(own -> factor(own, person.get())).orElse(""));
    return Reply.json(200, json.end().bytes());
  }

  private static String factor(OwnUser user, Person person) {
    return SecondFactor.isOn(user) ? "on" : person.bare() ? "required" : "off";
  }

  private static void reaches(JsonWriter json, Person person) {
    for (var area : List.of(Area.values())) {
      json.text(area.word(), person.in(area).word());
    }
  }

  private static Reply noUser(Request request) {
    return V2Door.refused(
        Refusal.of(Fault.NOT_FOUND, "user", "Name a user of the account."), request);
  }
}
