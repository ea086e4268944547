package io.carillon.front.intelepeer;

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
import io.carillon.model.Fault;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.Optional;
import java.util.Set;

/// Who calls: by `Authorization: Bearer TOKEN`, by the bare `Authorization: TOKEN` that one page
/// shows, or by an API key in a token's place. And who gets a token.
public final class IntelePeerDoor {
  private static final String SCHEME = "Bearer ";
  private static final Set<String> KNOWN = Set.of("username", "password");
  private static final int NAME_MAX = 255;

  private final Threshold threshold;
  private final Keys keys;
  private final Logins logins;
  private final Accounts accounts;
  private final IntelePeerTokens tokens;

  /// @param clock tells how long tokens count
  public IntelePeerDoor(Threshold threshold, Accounts accounts, Clock clock) {
    this.threshold = threshold;
    keys = new Keys(threshold);
    logins = new Logins(threshold);
    this.accounts = accounts;
    tokens = new IntelePeerTokens(accounts, clock);
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
                  request, shown, scope, () -> Optional.of(new Caller(account, Optional.empty()))));
      case Proof.Expired _ ->
          new Entry.Denied(IntelePeerReplies.unauthorized("error", "token has expired"));
      case Proof.None _ -> entry(threshold.admit(request, shown, scope, Optional::empty));
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
  Reply authenticate(Request request) {
    var fields = Fields.read(request.body(), KNOWN);
    fields.require("username", "password");
    var username = fields.text("username", NAME_MAX).orElse("");
    var password = fields.text("password", Passwords.LENGTH_MAX).orElse("");
    var refusal = Repeats.refusal(request).or(fields::refusal);
    return refusal.isPresent()
        ? IntelePeerReplies.refused(refusal.get())
        : authenticate(request, username, password);
  }

  private Reply authenticate(Request request, String username, String password) {
    boolean isSid = Logins.account(username).isPresent();
    var entry =
        threshold.admit(
            request,
            username + ":" + password,
            Scope.ACCOUNT_READ,
            () -> isSid ? logins.byToken(username, password) : byUser(username, password));
    return switch (entry) {
      case Keys.Entry.Granted(var caller) -> {
        var user = isSid ? Optional.<OwnUser>empty() : user(username);
        yield IntelePeerReplies.token(tokens.issue(new Holder(caller.account(), user)));
      }
      case Keys.Entry.Denied(var refusal) when refusal.fault() == Fault.TOO_MANY_REQUESTS ->
          IntelePeerReplies.refused(refusal);
      case Keys.Entry.Denied _ -> IntelePeerReplies.noToken();
    };
  }

  private Optional<OwnUser> user(String name) {
    return OwnUser.withAccess(accounts.directory(), name);
  }

  /// Takes as long for a name that nobody has.
  private Optional<Caller> byUser(String name, String password) {
    var user = user(name);
    boolean right = Passwords.opens(password, user.map(OwnUser::password).orElse(""));
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
