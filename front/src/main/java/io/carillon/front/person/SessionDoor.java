package io.carillon.front.person;

import io.carillon.engine.comply.signin.SignInRules;
import io.carillon.front.arranged.OwnUser;
import io.carillon.front.door.Area;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Person;
import io.carillon.front.door.Threshold;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Refusal;
import io.carillon.model.Session;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Signings;
import io.carillon.wire.http.Request;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/// Finds out which user calls from the session cookie of a request.
///
/// Only the SHA-256 of what the cookie holds is kept, and the lookup is by that hash. A browser
/// sends the cookie whichever page made it ask, so a request that changes something must come from
/// a page of ours: its `Origin` is the host that it asks, or, where there is none, it has the
/// header `X-Requested-With`, which pages of others cannot send.
public final class SessionDoor {
  /// What a request is told that a page of another origin may have made.
  public static final Refusal FOREIGN =
      Refusal.of(
          Fault.FORBIDDEN,
          "",
          "A change by a session must come from a page of this server (Origin), or have the header"
              + " X-Requested-With.");

  /// What somebody is told who has to take a second factor before anything else.
  public static final Refusal BARE =
      Refusal.of(
          Fault.FORBIDDEN,
          "",
          "The account asks for a second factor, and you have none yet: this session can do"
              + " nothing but take one.");

  private final Threshold threshold;
  private final Standing standing;
  private final SessionCookie cookie;

  /// What it looks sessions up in.
  ///
  /// @param rules what is asked of users
  /// @param witness hears of each session that opens the door
  public record Standing(
      Accounts accounts, Signings signings, Clock clock, SignInRules rules, Witness witness) {}

  /// Hears of sessions.
  @FunctionalInterface
  public interface Witness {
    /// A session was shown.
    ///
    /// @param address from where; dear to ask
    void shown(Id session, Supplier<String> address);
  }

  public SessionDoor(Threshold threshold, Standing standing, SessionCookie cookie) {
    this.threshold = threshold;
    this.standing = standing;
    this.cookie = cookie;
  }

  /// Whether a request shows a session and nothing else.
  public boolean isShown(Request request) {
    return request.header("Authorization").isEmpty()
        && request.header("X-API-Key").isEmpty()
        && cookie.shown(request).isPresent();
  }

  /// Who calls, if their role may look at an area, or change it.
  public Keys.Entry enter(Request request, Area area, boolean changes) {
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    var foreign = reads ? Optional.<Refusal>empty() : foreign(request, true);
    if (foreign.isPresent()) {
      return new Keys.Entry.Denied(foreign.get());
    }
    var entry = threshold.admitUser(request, area, changes, () -> caller(request));
    return entry instanceof Keys.Entry.Granted(var caller)
            && area != Area.ENTRY
            && caller.person().filter(Person::bare).isPresent()
        ? new Keys.Entry.Denied(BARE)
        : entry;
  }

  private Optional<Caller> caller(Request request) {
    var session =
        cookie
            .shown(request)
            .flatMap(text -> standing.signings().find(Keys.sha256(text)))
            .filter(this::isLive);
    session.ifPresent(
        found -> standing.witness().shown(found.id(), () -> request.remote().getHostAddress()));
    return session.flatMap(this::caller);
  }

  private Optional<Caller> caller(Session session) {
    var directory = standing.accounts().directory();
    return user(session)
        .flatMap(user -> person(user, session))
        .flatMap(person ->
            directory
                .account(session.account())
                .map(account -> new Caller(account, Optional.empty(), Optional.of(person))));
  }

  private Optional<Person> person(OwnUser user, Session session) {
    boolean asked = SecondFactor.isAsked(standing.rules(), standing.accounts().directory(), user);
    boolean bare = asked && !SecondFactor.isOn(user);
    return user.role().map(role -> new Person(role, session, bare));
  }

  /// Whether a session still opens the door: it is in time, and its user may sign in and has not
  /// been shut out since it began.
  public boolean isLive(Session session) {
    return session.isLive(standing.clock().now())
        && user(session)
            .filter(user -> user.isActive() && user.role().isPresent())
            .filter(user -> user.counts(session))
            .isPresent();
  }

  /// Whether a user who was let in a while ago still would be: they are signed in, and their role
  /// may look at an area.
  public boolean knows(Caller caller, Area area) {
    return threshold.mayAct(caller)
        && caller
            .person()
            .flatMap(person -> standing.signings().find(person.session().sha256()))
            .filter(this::isLive)
            .flatMap(this::caller)
            .flatMap(Caller::person)
            .filter(person -> person.may(area, false))
            .isPresent();
  }

  private Optional<OwnUser> user(Session session) {
    return OwnUser.find(standing.accounts().directory(), session.account(), session.user());
  }

  /// What stands against a request that a page of another origin may have made.
  ///
  /// @param marked whether it must be marked where it does not say from where it comes
  public static Optional<Refusal> foreign(Request request, boolean marked) {
    var origin = request.header("Origin");
    boolean ours =
        origin.isPresent()
            ? origin.flatMap(SessionDoor::host).equals(request.header("Host"))
            : !marked || request.header("X-Requested-With").isPresent();
    return ours ? Optional.empty() : Optional.of(FOREIGN);
  }

  private static Optional<String> host(String origin) {
    try {
      return Optional.ofNullable(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
