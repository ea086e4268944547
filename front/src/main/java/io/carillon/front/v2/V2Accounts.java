package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Orders;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Repeats;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.Secret;
import io.carillon.model.Sender;
import io.carillon.model.port.Accounts;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;

/// Answers what is asked of the account: itself, its senders, the secret of its webhooks.
final class V2Accounts {

  private final Accounts accounts;
  private final Orders orders;

  V2Accounts(Accounts accounts, Orders orders) {
    this.accounts = accounts;
    this.orders = orders;
  }

  Reply account(Caller caller, Request request) {
    var account = caller.account();
    return Reply.json(
        200,
        V2Replies.account(
            account, accounts.balance(account.id()), accounts.directory().senders(account.id())));
  }

  Reply senders(Caller caller, Request request) {
    return roll(caller).list(request, "the id of a sender", V2Replies::senders);
  }

  Reply sender(Caller caller, Request request) {
    return roll(caller)
        .find(request.variable("id"))
        .map(sender -> Reply.json(200, V2Replies.sender(sender)))
        .orElseGet(() ->
            V2Door.refused(
                Refusal.of(Fault.NOT_FOUND, "id", "The account has no such sender."), request));
  }

  private Roll<Sender> roll(Caller caller) {
    var senders = V2Replies.ordered(accounts.directory().senders(caller.account().id()));
    return new Roll<>("/v2/senders", senders, SenderName::of);
  }

  Reply webhookSecret(Caller caller, Request request) {
    return secret(V2Replies.webhookSecret(caller.account().webhookSecret()));
  }

  Reply rotate(Caller caller, Request request) throws InterruptedException {
    var unusable = Repeats.refusal(request);
    if (unusable.isPresent()) {
      return V2Door.refused(unusable.get(), request);
    }
    var account = caller.account().id();
    var key = Repeats.key(request, account, "v2 rotate webhook secret");
    return switch (orders.rotateWebhookSecret(account, key)) {
      case Order.Done<Secret>(var next, _) -> secret(V2Replies.webhookSecret(next));
      case Order.Refused<Secret>(var refusal) -> V2Door.refused(refusal, request);
    };
  }

  private static Reply secret(byte[] body) {
    return Reply.json(200, body).with("Cache-Control", "no-store");
  }
}
