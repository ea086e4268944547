package io.carillon.front.restcomm;

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

/// Lets in who may act for the account in the path: by SID and auth token or an API key, as
/// `Authorization: Basic`, or by an API key as a bearer token.
final class RestcommDoor {
  private static final String BASIC = "Basic ";
  private static final String INACTIVE = "Provided Account is not active";

  private final Keys keys;
  private final Logins logins;
  private final Accounts accounts;

  RestcommDoor(Keys keys, Logins logins, Accounts accounts) {
    this.keys = keys;
    this.logins = logins;
    this.accounts = accounts;
  }

  /// What answers a caller whom we know.
  interface Answer {
    Reply to(Caller caller, Request request) throws InterruptedException;
  }

  /// A handler for a path with the variable `account`.
  Handler known(Scope scope, Answer answer) {
    return request ->
        switch (enter(request, scope)) {
          case Keys.Entry.Denied(var refusal) -> denied(refusal, request);
          case Keys.Entry.Granted(var caller) ->
              isTheirs(caller, request)
                  ? answer.to(caller, request)
                  : Refusals.refused(
                      Refusal.of(Fault.FORBIDDEN, "", "The account in the path is not yours."),
                      request);
        };
  }

  private Keys.Entry enter(Request request, Scope scope) {
    var shown = request.header("Authorization").orElse("");
    return shown.regionMatches(true, 0, BASIC, 0, BASIC.length())
        ? logins.enter(request, scope)
        : keys.enter(request, scope);
  }

  private static boolean isTheirs(Caller caller, Request request) {
    return Logins.account(request.variable("account"))
        .filter(caller.account().id()::equals)
        .isPresent();
  }

  /// Whoever is forbidden has shown what an account knows, so its standing is no secret.
  private Reply denied(Refusal refusal, Request request) {
    boolean inactive =
        Logins.account(request.variable("account"))
            .flatMap(accounts.directory()::account)
            .filter(account -> account.standing() != Account.Standing.ACTIVE)
            .isPresent();
    return refusal.fault() == Fault.FORBIDDEN && inactive
        ? Reply.text(403, INACTIVE)
        : Refusals.refused(refusal, request);
  }
}
