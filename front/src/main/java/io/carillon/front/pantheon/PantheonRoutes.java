package io.carillon.front.pantheon;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.accept.Submission;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Problems;
import io.carillon.front.door.Repeats;
import io.carillon.front.door.Scope;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Callback;
import io.carillon.model.Fault;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.model.Message.Place;
import io.carillon.model.Refusal;
import io.carillon.model.port.Ids;
import io.carillon.model.port.Messages;
import io.carillon.wire.http.Mount;
import io.carillon.wire.http.Problem;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Route;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The paths of the dialect, and what answers each.
///
/// | path | page |
/// |---|---|
/// | `POST /v1/messages` | Messaging FAQ |
/// | `POST /v1/messages/sms`, `POST /v1/messages/mms` | SMS & MMS |
/// | `GET /v1/messages/{id}` | both |
public final class PantheonRoutes {
  private static final int BODY_MAX = 256 * 1024;

  private final Keys keys;
  private final Accept accept;
  private final Messages messages;
  private final Function<String, Optional<String>> objections;
  private final Ids ids;

  /// @param objections what stands against calling a URL, told without asking for its name
  /// @param ids names requests
  public PantheonRoutes(
      Keys keys,
      Accept accept,
      Messages messages,
      Function<String, Optional<String>> objections,
      Ids ids) {
    this.keys = keys;
    this.accept = accept;
    this.messages = messages;
    this.objections = objections;
    this.ids = ids;
  }

  /// All of `/v1`.
  public Mount mount() {
    return new Mount(
        "/v1",
        List.of(
            Route.post("/messages", BODY_MAX, request -> send(Form.UNIFIED, request)),
            Route.post("/messages/sms", BODY_MAX, request -> send(Form.SMS, request)),
            Route.post("/messages/mms", BODY_MAX, request -> send(Form.MMS, request)),
            Route.get("/messages/{id}", this::status)),
        PantheonRoutes::problem,
        () -> "req_" + ids.next().uuid());
  }

  private Reply send(Form form, Request request) throws InterruptedException {
    return switch (keys.enter(request, Scope.MESSAGING_SEND)) {
      case Keys.Entry.Denied(var refusal) -> refused(refusal, request);
      case Keys.Entry.Granted(var caller) -> send(form, caller, request);
    };
  }

  private Reply send(Form form, Caller caller, Request request) throws InterruptedException {
    var unusable = Repeats.refusal(request);
    if (unusable.isPresent()) {
      return refused(unusable.get(), request);
    }
    return switch (PantheonRequests.read(form, request.body())) {
      case PantheonRequests.Read.Refused(var refusal) -> refused(refusal, request);
      case PantheonRequests.Read.Asked(var send) -> {
        var objection = send.wishes().callback().map(Callback::url).flatMap(objections);
        yield objection.isPresent()
            ? refused(webhookRefused(objection.get()), request)
            : answer(accept.take(List.of(submission(form, caller, send, request))), request);
      }
    };
  }

  private static Refusal webhookRefused(String why) {
    return Refusal.of(Fault.CALLBACK_REFUSED, "webhook_url", "webhook_url: " + why + ".");
  }

  private static Reply answer(List<Accept.Result> results, Request request) {
    return switch (results.getFirst()) {
      case Accept.Result.Accepted(var message, _) ->
          Reply.json(202, PantheonReplies.accepted(message, request.id()));
      case Accept.Result.Refused(var refusal) -> refused(refusal, request);
    };
  }

  private static Submission submission(
      Form form, Caller caller, PantheonRequests.Send send, Request request) {
    var account = caller.account().id();
    var place = new Place(Form.DIALECT, form.word(), "", caller.isLive());
    return new Submission(
        new Submission.Source(account, place, request.id(), "", send.tags(), Keepsake.NONE),
        send.channel(),
        send.ends(),
        send.content(),
        send.wishes(),
        Repeats.key(request, account, Form.DIALECT + " " + form.word()));
  }

  private Reply status(Request request) {
    return switch (keys.enter(request, Scope.MESSAGING_READ)) {
      case Keys.Entry.Denied(var refusal) -> refused(refusal, request);
      case Keys.Entry.Granted(var caller) ->
          find(caller, request.variable("id"))
              .map(message -> Reply.json(200, PantheonReplies.status(message, request.id())))
              .orElseGet(() ->
                  refused(
                      Refusal.of(Fault.NOT_FOUND, "", "The account has no such message."),
                      request));
    };
  }

  private Optional<Message> find(Caller caller, String name) {
    return MessageNames.read(name)
        .flatMap(messages::find)
        .filter(message -> message.account().equals(caller.account().id()));
  }

  private static Reply refused(Refusal refusal, Request request) {
    return refused(PantheonFault.of(refusal.fault()).http(), refusal, request);
  }

  private static Reply refused(int status, Refusal refusal, Request request) {
    return Problems.refused(status, refusal, PantheonReplies.refused(refusal, request.id()));
  }

  private static Reply problem(Request request, Problem problem) {
    var refusal = Problems.refusal(problem);
    int ofFault = PantheonFault.of(refusal.fault()).http();
    return refused(Problems.status(problem, ofFault), refusal, request);
  }
}
