package io.carillon.front.v2;

import io.carillon.engine.account.Orders;
import io.carillon.engine.trace.TraceReader;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Problems;
import io.carillon.front.door.Scope;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Ids;
import io.carillon.model.port.Messages;
import io.carillon.wire.http.Handler;
import io.carillon.wire.http.Mount;
import io.carillon.wire.http.Problem;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Route;
import java.time.Duration;
import java.util.List;

/// The paths of the native API, and what answers each.
///
/// | path | scope |
/// |---|---|
/// | `GET /v2/messages/{id}`, `GET /v2/messages/{id}/trace` | `messaging:read` |
/// | `GET /v2/account` | `account:read` |
/// | `GET /v2/account/webhook-secret`, `POST /v2/account/webhook-secret/rotate` | `account:write` |
public final class V2Routes {
  private static final int BODY_MAX = 256 * 1024;
  private static final Duration COME_AGAIN = Duration.ofSeconds(1);

  private final Keys keys;
  private final Reading reading;
  private final Orders orders;
  private final Ids ids;

  /// @param ids names requests
  public V2Routes(Keys keys, Reading reading, Orders orders, Ids ids) {
    this.keys = keys;
    this.reading = reading;
    this.orders = orders;
    this.ids = ids;
  }

  /// What the API reads from.
  public record Reading(Messages messages, TraceReader traces, Accounts accounts) {}

  /// All of `/v2`.
  public Mount mount() {
    return new Mount(
        "/v2",
        List.of(
            Route.get("/messages/{id}", known(Scope.MESSAGING_READ, this::message)),
            Route.get("/messages/{id}/trace", known(Scope.MESSAGING_READ, this::trace)),
            Route.get("/account", known(Scope.ACCOUNT_READ, this::account)),
            Route.get("/account/webhook-secret", known(Scope.ACCOUNT_WRITE, this::webhookSecret)),
            Route.post(
                "/account/webhook-secret/rotate",
                BODY_MAX,
                known(Scope.ACCOUNT_WRITE, this::rotate))),
        V2Routes::problem,
        () -> "req_" + ids.next().uuid());
  }

  /// What answers a caller whom we know.
  private interface Answer {
    Reply to(Caller caller, Request request) throws InterruptedException;
  }

  private Handler known(Scope scope, Answer answer) {
    return request ->
        switch (keys.enter(request, scope)) {
          case Keys.Entry.Denied(var refusal) -> refused(refusal, request);
          case Keys.Entry.Granted(var caller) -> answer.to(caller, request);
        };
  }

  private Reply message(Caller caller, Request request) {
    return MessageNames.read(request.variable("id"))
        .flatMap(reading.messages()::find)
        .filter(message -> message.account().equals(caller.account().id()))
        .map(message -> Reply.json(200, V2Replies.message(message)))
        .orElseGet(() -> noMessage(request));
  }

  private Reply trace(Caller caller, Request request) {
    return MessageNames.read(request.variable("id"))
        .flatMap(id -> reading.traces().of(caller.account().id(), id))
        .map(trace -> Reply.json(200, V2Replies.trace(trace)))
        .orElseGet(() -> noMessage(request));
  }

  private Reply account(Caller caller, Request request) {
    var account = caller.account();
    var accounts = reading.accounts();
    return Reply.json(
        200,
        V2Replies.account(
            account, accounts.balance(account.id()), accounts.directory().senders(account.id())));
  }

  private Reply webhookSecret(Caller caller, Request request) {
    return secret(V2Replies.webhookSecret(caller.account().webhookSecret()));
  }

  private Reply rotate(Caller caller, Request request) throws InterruptedException {
    try {
      return orders
          .rotateWebhookSecret(caller.account().id())
          .map(next -> secret(V2Replies.webhookSecret(next)))
          .orElseGet(() -> refused(Refusal.of(Fault.NOT_FOUND, "", ""), request));
    } catch (Orders.NotKept _) {
      return refused(Refusal.later(Fault.STORE_DOWN, COME_AGAIN), request);
    }
  }

  private static Reply secret(byte[] body) {
    return Reply.json(200, body).with("Cache-Control", "no-store");
  }

  private static Reply noMessage(Request request) {
    return refused(Refusal.of(Fault.NOT_FOUND, "id", "The account has no such message."), request);
  }

  private static Reply refused(Refusal refusal, Request request) {
    return refused(V2Fault.of(refusal.fault()).http(), refusal, request);
  }

  private static Reply refused(int status, Refusal refusal, Request request) {
    return Problems.refused(status, refusal, V2Replies.refused(refusal, request.id()));
  }

  private static Reply problem(Request request, Problem problem) {
    var refusal = Problems.refusal(problem);
    int ofFault = V2Fault.of(refusal.fault()).http();
    return refused(Problems.status(problem, ofFault), refusal, request);
  }
}
