package io.carillon.front.mycpaas;

import io.carillon.front.door.Caller;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Logins;
import io.carillon.front.door.Repeats;
import io.carillon.front.door.Scope;
import io.carillon.model.Account;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.port.Accounts;
import io.carillon.wire.http.Handler;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.Optional;

/// Lets in who may act for the account in the path: by SID and auth token or an API key, as
/// `Authorization: Basic`, or by an API key as a bearer token.
///
/// An account that is not the caller's is answered as one that does not exist.
final class MycpaasDoor {
  private static final String BASIC = "Basic ";
  private static final String REQUEST_ID = "Twilio-Request-Id";

  private final Keys keys;
  private final Logins logins;
  private final Accounts accounts;

  MycpaasDoor(Keys keys, Logins logins, Accounts accounts) {
    this.keys = keys;
    this.logins = logins;
    this.accounts = accounts;
  }

  /// What answers a caller whom we know.
  interface Answer {
    Reply to(Visit visit) throws InterruptedException;
  }

  /// A handler for a path with the variable `account`, which must be in good standing.
  Handler known(Surface surface, Shape shape, Scope scope, Answer answer) {
    return admitted(
        surface,
        shape,
        scope,
        visit ->
            accounts.directory().standing(visit.accountId()) == Account.Standing.ACTIVE
                ? answer.to(visit)
                : visit.no(Code.NOT_ACTIVE));
  }

  /// A handler for a path with the variable `account`, however that stands.
  Handler admitted(Surface surface, Shape shape, Scope scope, Answer answer) {
    return entered(
        scope,
        shape,
        (caller, request) -> {
          var account = theirs(caller, request.variable("account"));
          return account.isEmpty()
              ? Denial.of(Code.NOT_FOUND).reply(shape)
              : answer.to(new Visit(caller, account.get(), request, surface, shape));
        });
  }

  /// A handler for a path that is about the caller's own account.
  Handler own(Surface surface, Shape shape, Scope scope, Answer answer) {
    return entered(
        scope,
        shape,
        (caller, request) ->
            answer.to(new Visit(caller, caller.account(), request, surface, shape)));
  }

  private interface Entered {
    Reply to(Caller caller, Request request) throws InterruptedException;
  }

  private Handler entered(Scope scope, Shape shape, Entered then) {
    return request -> {
      var reply =
          switch (enter(request, scope)) {
            case Keys.Entry.Denied(var refusal) -> denied(refusal).reply(shape);
            case Keys.Entry.Granted(var caller) -> {
              var unusable = unusableKey(request);
              yield unusable.isPresent()
                  ? Denial.of(unusable.get()).reply(shape)
                  : then.to(caller, request);
            }
          };
      return reply.with(REQUEST_ID, request.id());
    };
  }

  /// One rule for every POST; others are the same when they are repeated.
  private static Optional<Refusal> unusableKey(Request request) {
    return request.method().equals("POST") ? Repeats.refusal(request) : Optional.empty();
  }

  private Keys.Entry enter(Request request, Scope scope) {
    var shown = request.header("Authorization").orElse("");
    return shown.regionMatches(true, 0, BASIC, 0, BASIC.length())
        ? logins.enter(request, scope)
        : keys.enter(request, scope);
  }

  /// The caller's own account, or one somewhere below it.
  private Optional<Account> theirs(Caller caller, String sid) {
    var directory = accounts.directory();
    var account = Logins.account(sid).flatMap(directory::account);
    var above = account;
    for (int level = 0; level <= Directory.LEVELS_MAX && above.isPresent(); level++) {
      if (above.get().id().equals(caller.account().id())) {
        return account;
      }
      above = above.get().parent().flatMap(directory::account);
    }
    return Optional.empty();
  }

  /// Whether the account or the key is what forbids it, is told apart by the door's own words.
  private static Denial denied(Refusal refusal) {
    return refusal.fault() == Fault.FORBIDDEN && refusal.detail().startsWith("The account")
        ? Denial.of(Code.NOT_ACTIVE)
        : Denial.of(refusal);
  }
}
