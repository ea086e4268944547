package io.carillon.front.restcomm;

import io.carillon.front.door.Caller;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Author;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;

/// A request that was let in.
///
/// @param account the one in the path: the caller's own, or one below it
record Visit(Caller caller, Account account, Request request) {
  AccountId accountId() {
    return account.id();
  }

  /// Who calls, for the audit log.
  Author author() {
    return caller.author(request);
  }

  Shape shape() {
    return Shape.of(request);
  }

  /// The name of the single resource in the path.
  String sid() {
    return request.variable(Patterns.SID);
  }

  /// Whether the caller may do everything: only who may sees auth tokens, and makes users, since
  /// these may.
  boolean mayDoEverything() {
    return caller.mayDoEverything();
  }

  /// Whether the caller stands above the account.
  boolean isFromAbove() {
    return !caller.account().id().equals(account.id());
  }

  /// A refusal.
  Reply no(Refusal refusal) {
    return Refusals.refused(refusal, request);
  }

  /// A refusal that names a parameter.
  Reply wrong(String name, String sentence) {
    return no(Refusal.of(Fault.FIELD_INVALID, name, sentence));
  }

  /// A refusal in words of its own, or in none.
  Reply no(Reply reply) {
    return Refusals.named(reply, request);
  }

  /// There is nothing of that name.
  Reply notFound() {
    return no(Refusal.of(Fault.NOT_FOUND, "", ""));
  }
}
