package io.carillon.front.intelepeer;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.engine.comply.signin.SignInRules;
import io.carillon.front.arranged.OwnUser;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Logins;
import io.carillon.front.door.Passwords;
import io.carillon.front.door.Repeats;
import io.carillon.front.door.Scope;
import io.carillon.front.door.Threshold;
import io.carillon.front.intelepeer.IntelePeerTokens.Holder;
import io.carillon.front.intelepeer.IntelePeerTokens.Proof;
import io.carillon.front.json.Fields;
import io.carillon.front.person.UserPasswords;
import io.carillon.model.Account;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.Refusal;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.sign.Hmac;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Who calls: by `Authorization: Bearer TOKEN`, by the bare `Authorization: TOKEN` that one page
/// shows, or by an API key in a token's place. And who gets a token.
public final class IntelePeerDoor {
  private static final String SCHEME = "Bearer ";
  private static final Set<String> KNOWN = Set.of("username", "password");
  private static final int NAME_MAX = 255;
  private static final Duration BUSY = Duration.ofSeconds(1);
  private static final String TOKEN_FOR = Form.DIALECT + " token";

  private final Threshold threshold;
  private final Keys keys;
  private final Logins logins;
  private final Accounts accounts;
  private final Clock clock;
  private final Roster roster;
  private final IntelePeerTokens tokens;

  /// @param clock tells how long tokens count
  /// @param roster keeps the idempotency keys of those who ask for a token
  /// @param rules of whom more is asked than the password: they get no tokens
  public IntelePeerDoor(
      Threshold threshold, Accounts accounts, Clock clock, Roster roster, SignInRules rules) {
    this.threshold = threshold;
    keys = new Keys(threshold);
    logins = new Logins(threshold);
    this.accounts = accounts;
    this.clock = clock;
    this.roster = roster;
    tokens = new IntelePeerTokens(accounts, clock, rules);
  }

  /// What showing a token led to.
  sealed interface Entry {
    /// Come in.
    record Granted(Caller caller) implements Entry {}

    /// Stay out: the answer.
    record Denied(Reply reply) implements Entry {}
  }

  /// Who calls, if they may do `scope`; a token may do all.
  Entry enter(Request request, Scope scope) {
    var shown = shown(request.header("Authorization").orElse(""));
    if (!IntelePeerTokens.isOne(shown)) {
      return entry(keys.enter(request, shown, scope));
    }
    return switch (tokens.check(shown)) {
      case Proof.Of(var account) ->
          entry(
              threshold.admit(
                  request, scope, () -> Optional.of(new Caller(account, Optional.empty()))));
      case Proof.Expired _ ->
          new Entry.Denied(IntelePeerReplies.unauthorized("error", "token has expired"));
      case Proof.None _ -> entry(threshold.admit(request, scope, Optional::empty));
    };
  }

  private static Entry entry(Keys.Entry entry) {
    return switch (entry) {
      case Keys.Entry.Granted(var caller) -> new Entry.Granted(caller);
      case Keys.Entry.Denied(var refusal) when refusal.fault() == Fault.UNAUTHENTICATED ->
          new Entry.Denied(IntelePeerReplies.unauthorized("detail", "unauthorized"));
      case Keys.Entry.Denied(var refusal) -> new Entry.Denied(IntelePeerReplies.refused(refusal));
    };
  }

  /// Answers a request for a token: to an account that shows its auth token, or to a user with API
  /// access. An API key gets none, since a token may do everything and the key perhaps not.
  Reply authenticate(Request request) throws InterruptedException {
    var fields = Fields.read(request.body(), KNOWN);
    fields.require("username", "password");
    var username = fields.text("username", NAME_MAX).orElse("");
    var password = fields.text("password", Passwords.LENGTH_MAX).orElse("");
    var refusal = Repeats.refusal(request).or(fields::refusal);
    return refusal.isPresent()
        ? IntelePeerReplies.refused(refusal.get())
        : authenticate(request, username, password);
  }

  private Reply authenticate(Request request, String username, String password)
      throws InterruptedException {
    boolean isSid = Logins.account(username).isPresent();
    if (!isSid && UserPasswords.isBusy()) {
      return IntelePeerReplies.refused(Refusal.later(Fault.OVERLOADED, BUSY));
    }
    var scope = Scope.ACCOUNT_READ;
    var entry =
        isSid
            ? threshold.admit(request, scope, () -> logins.byToken(username, password))
            : threshold.admitPerson(
                request, username + ":" + password, scope, () -> byUser(username, password));
    return switch (entry) {
      case Keys.Entry.Granted(var caller) ->
          token(
              new Holder(caller.account(), isSid ? Optional.empty() : user(username)),
              once(caller.account(), request));
      case Keys.Entry.Denied(var refusal) when refusal.fault() == Fault.TOO_MANY_REQUESTS ->
          IntelePeerReplies.refused(refusal);
      case Keys.Entry.Denied _ -> IntelePeerReplies.noToken();
    };
  }

  /// What the request is known by when it comes again. Its body holds a password, so what is kept
  /// of it is made with a secret: nobody who reads it can try passwords on it.
  private static Optional<Idempotency> once(Account account, Request request) {
    var secret = TOKEN_FOR + account.token().reveal();
    var made = Hmac.sha256(secret.getBytes(StandardCharsets.UTF_8)).of(request.body());
    return Repeats.key(request, account.id(), TOKEN_FOR, 0, made);
  }

  /// A repeated request gets the token that the first one got, while that counts.
  private Reply token(Holder holder, Optional<Idempotency> once) throws InterruptedException {
    var now = clock.now();
    if (once.isEmpty()) {
      return IntelePeerReplies.token(tokens.issue(holder, now));
    }
    return switch (roster.hold(once.get(), new Id(0, now.getEpochSecond()))) {
      case Order.Refused<Id>(var refusal) -> IntelePeerReplies.refused(refusal);
      case Order.Done<Id>(var moment, _) -> {
        var first = Instant.ofEpochSecond(moment.low());
        boolean counts = first.plus(IntelePeerTokens.LIFE).isAfter(now);
        yield IntelePeerReplies.token(tokens.issue(holder, counts ? first : now));
      }
    };
  }

  private Optional<OwnUser> user(String name) {
    return OwnUser.withAccess(accounts.directory(), name).filter(tokens::isFit);
  }

  /// Takes as long for a name that nobody has.
  private Optional<Caller> byUser(String name, String password) {
    var user = user(name);
    boolean right = UserPasswords.opens(password, user.map(OwnUser::password).orElse(""));
    return user.filter(_ -> right)
        .flatMap(found -> accounts.directory().account(found.account()))
        .map(account -> new Caller(account, Optional.empty()));
  }

  private static String shown(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? authorization.substring(SCHEME.length()).strip()
        : authorization.strip();
  }
}
