package io.carillon.front.mycpaas;

import io.carillon.front.door.Caller;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Logins;
import io.carillon.front.door.Scope;
import io.carillon.model.Account;
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

  /// A handler for a path with the variable `account`.
  Handler known(Surface surface, Shape shape, Scope scope, Answer answer) {
    return request -> {
      var reply =
          switch (enter(request, scope)) {
            case Keys.Entry.Denied(var refusal) -> denied(refusal, request).reply(shape);
            case Keys.Entry.Granted(var caller) -> {
              var account = theirs(caller, request.variable("account"));
              yield account.isEmpty()
                  ? Denial.of(Code.NOT_FOUND).reply(shape)
                  : answer.to(new Visit(caller, account.get(), request, surface, shape));
            }
          };
      return reply.with(REQUEST_ID, request.id());
    };
  }

  private Keys.Entry enter(Request request, Scope scope) {
    var shown = request.header("Authorization").orElse("");
    return shown.regionMatches(true, 0, BASIC, 0, BASIC.length())
        ? logins.enter(request, scope)
        : keys.enter(request, scope);
  }

  private static Optional<Account> theirs(Caller caller, String sid) {
    return Logins.account(sid).filter(caller.account().id()::equals).map(_ -> caller.account());
  }

  /// Whoever is forbidden has shown what an account knows, so its standing is no secret.
  private Denial denied(Refusal refusal, Request request) {
    boolean inactive =
        Logins.account(request.variable("account"))
            .map(accounts.directory()::standing)
            .filter(standing -> standing != Account.Standing.ACTIVE)
            .isPresent();
    return refusal.fault() == Fault.FORBIDDEN && inactive
        ? Denial.of(Code.NOT_ACTIVE)
        : Denial.of(refusal);
  }
}
