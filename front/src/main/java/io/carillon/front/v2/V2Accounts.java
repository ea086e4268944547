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
import java.util.Set;

/// Answers what is asked of the account: itself, its senders, the secret of its webhooks.
final class V2Accounts {
  private static final int PAGE_MAX = 100;
  private static final Set<String> PAGING = Set.of("limit", "starting_after", "ending_before");

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
    var query = new V2Query(request.query());
    query.only(false, PAGING);
    var page = roll(caller).page(query.paging(PAGE_MAX));
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    return page.map(found -> Reply.json(200, V2Replies.senders(found)))
        .orElseGet(() ->
            V2Door.refused(V2Query.badCursor(request.query(), "the id of a sender"), request));
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
