package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Orders;
import io.carillon.engine.sender.CountryRules;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Repeats;
import io.carillon.model.Secret;
import io.carillon.model.port.Accounts;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;

/// Answers what is asked of the account: itself, the secret of its webhooks.
final class V2Accounts {

  private final Accounts accounts;
  private final Orders orders;
  private final CountryRules rules;

  V2Accounts(Accounts accounts, CountryRules rules, Orders orders) {
    this.rules = rules;
    this.accounts = accounts;
    this.orders = orders;
  }

  Reply account(Caller caller, Request request) {
    var account = caller.account();
    return Reply.json(
        200,
        V2Replies.account(
            account,
            accounts.balance(account.id()),
            accounts.directory().senders(account.id()),
            rules));
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
    return switch (orders.rotateWebhookSecret(account, key, caller.author(request))) {
      case Order.Done<Secret>(var next, _) -> secret(V2Replies.webhookSecret(next));
      case Order.Refused<Secret>(var refusal) -> V2Door.refused(refusal, request);
    };
  }

  private static Reply secret(byte[] body) {
    return Reply.json(200, body).with("Cache-Control", "no-store");
  }
}
