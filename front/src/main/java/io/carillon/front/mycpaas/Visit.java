package io.carillon.front.mycpaas;

import io.carillon.front.door.Caller;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Author;
import io.carillon.model.Refusal;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;

/// One request of somebody whom we know, about an account that they may act for.
///
/// @param account the account in the path
record Visit(Caller caller, Account account, Request request, Surface surface, Shape shape) {
  /// The id of the account in the path.
  AccountId accountId() {
    return account.id();
  }

  /// Who calls, for the audit log.
  Author author() {
    return caller.author(request);
  }

  /// A reply with one resource.
  Reply reply(int status, Representation resource) {
    return Reply.of(status, shape.contentType(), resource.written(shape));
  }

  /// A reply that says no.
  Reply no(Code code) {
    return Denial.of(code).reply(shape);
  }

  /// A reply that says no for a reason of the engine's.
  Reply no(Refusal refusal) {
    return Denial.of(refusal).reply(shape);
  }
}
