package io.carillon.front.restcomm;

import io.carillon.front.door.Caller;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Logins;
import io.carillon.front.door.Scope;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.port.Accounts;
import io.carillon.wire.http.Handler;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Lets in who may act for the account in the path, which is the caller's own or stands below it:
/// by SID or e-mail address and auth token, or an API key, as `Authorization: Basic`, or by an API
/// key as a bearer token.
final class RestcommDoor {
  private static final String BASIC = "Basic ";
  private static final String INACTIVE = "Provided Account is not active";
  private static final int HEADER_MAX = 1_024;

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
    Reply to(Visit visit) throws InterruptedException;
  }

  /// A handler for a path with the variable `account`, which must be in good standing.
  Handler known(Scope scope, Answer answer) {
    return admitted(
        scope,
        visit -> {
          var standing = accounts.directory().standing(visit.accountId());
          return standing == Account.Standing.ACTIVE ? answer.to(visit) : inactive(visit.request());
        });
  }

  /// A handler for a path with the variable `account`, however that stands.
  Handler admitted(Scope scope, Answer answer) {
    return request ->
        switch (enter(request, scope)) {
          case Keys.Entry.Denied(var refusal) -> denied(refusal, request);
          case Keys.Entry.Granted(var caller) -> {
            var account = theirs(caller, request.variable(Patterns.ACCOUNT));
            yield account.isEmpty()
                ? Refusals.refused(
                    Refusal.of(Fault.FORBIDDEN, "", "The account in the path is not yours."),
                    request)
                : answer.to(new Visit(caller, account.get(), request));
          }
        };
  }

  /// A handler for a path without an account: the caller's own is meant.
  Handler own(Scope scope, Answer answer) {
    return request ->
        switch (enter(request, scope)) {
          case Keys.Entry.Denied(var refusal) -> denied(refusal, request);
          case Keys.Entry.Granted(var caller) ->
              answer.to(new Visit(caller, caller.account(), request));
        };
  }

  private Keys.Entry enter(Request request, Scope scope) {
    var shown = request.header("Authorization").orElse("");
    if (!shown.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return keys.enter(request, scope);
    }
    var pair = mailAndPassword(shown);
    return pair.isEmpty()
        ? logins.enter(request, scope)
        : logins.enter(request, pair.get().user(), pair.get().password(), scope);
  }

  private record Pair(String user, String password) {}

  /// A login by e-mail address, as one by the account's SID.
  private Optional<Pair> mailAndPassword(String shown) {
    if (shown.length() > HEADER_MAX) {
      return Optional.empty();
    }
    String pair;
    try {
      var octets = Base64.getDecoder().decode(shown.substring(BASIC.length()).strip());
      pair = new String(octets, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    int colon = pair.indexOf(':');
    var user = pair.substring(0, Math.max(0, colon));
    return AccountFacts.byMail(accounts.directory(), user)
        .map(account -> new Pair(Logins.sid(account.id()), pair.substring(colon + 1)));
  }

  /// The caller's own account, or one somewhere below it.
  Optional<Account> theirs(Caller caller, String name) {
    var directory = accounts.directory();
    return Logins.account(name)
        .flatMap(directory::account)
        .or(() -> AccountFacts.byMail(directory, name))
        .filter(account -> isAtOrBelow(directory, account, caller.account().id()));
  }

  private static boolean isAtOrBelow(Directory directory, Account account, AccountId top) {
    var above = Optional.of(account);
    for (int level = 0; level <= Directory.LEVELS_MAX && above.isPresent(); level++) {
      if (above.get().id().equals(top)) {
        return true;
      }
      above = above.get().parent().flatMap(directory::account);
    }
    return false;
  }

  /// Whoever is forbidden for the account's sake has shown what it knows, so its standing is no
  /// secret.
  private static Reply denied(Refusal refusal, Request request) {
    return refusal.fault() == Fault.FORBIDDEN && refusal.detail().startsWith("The account")
        ? inactive(request)
        : Refusals.refused(refusal, request);
  }

  private static Reply inactive(Request request) {
    return Refusals.named(Reply.text(403, INACTIVE), request);
  }
}
