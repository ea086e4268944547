package io.carillon.front.pantheon;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.accept.Submission;
import io.carillon.engine.account.Roster;
import io.carillon.engine.amend.Amendments;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Repeats;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Callback;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Message.Place;
import io.carillon.model.Refusal;
import io.carillon.model.port.History;
import io.carillon.model.port.History.Start;
import io.carillon.model.port.Messages;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Sends messages, and tells what became of them.
final class PantheonMessages {
  private static final Duration COME_AGAIN = Duration.ofSeconds(1);

  private final Doing doing;
  private final Reading reading;
  private final Function<String, Optional<String>> objections;

  /// @param objections what stands against calling a URL, told without asking for its name
  PantheonMessages(Doing doing, Reading reading, Function<String, Optional<String>> objections) {
    this.doing = doing;
    this.reading = reading;
    this.objections = objections;
  }

  /// What carries requests out.
  record Doing(Accept accept, Amendments amendments, Roster roster) {}

  /// Where messages are found.
  record Reading(Messages messages, History history) {}

  Reply send(Form form, Caller caller, Request request) throws InterruptedException {
    return switch (PantheonRequests.read(form, request.body())) {
      case PantheonRequests.Read.Refused(var refusal) -> PantheonDoor.refused(refusal, request);
      case PantheonRequests.Read.Asked(var send) -> {
        var objection = send.wishes().callback().map(Callback::url).flatMap(objections);
        yield objection.isPresent()
            ? PantheonDoor.refused(webhookRefused(objection.get()), request)
            : answer(
                doing.accept().take(List.of(submission(form, caller, send, request))), request);
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
      case Accept.Result.Refused(var refusal) -> PantheonDoor.refused(refusal, request);
    };
  }

  /// The path belongs to the request: one key never makes an SMS of what was asked for as an MMS.
  private static Submission submission(
      Form form, Caller caller, PantheonRequests.Send send, Request request) {
    var account = caller.account().id();
    var place = new Place(Form.DIALECT, form.word(), "", caller.isLive());
    var kept = Kept.of(form, request.id());
    return new Submission(
        new Submission.Source(account, place, request.id(), "", send.tags(), kept),
        send.channel(),
        send.ends(),
        send.content(),
        send.wishes(),
        Repeats.key(request, account, Form.DIALECT + " " + form.word()));
  }

  Reply status(Caller caller, Request request) {
    return find(caller, request)
        .map(message -> Reply.json(200, PantheonReplies.status(message, request.id())))
        .orElseGet(() -> PantheonDoor.notFound("message", request));
  }

  private Optional<Message> find(Caller caller, Request request) {
    return MessageNames.read(request.variable("id"))
        .flatMap(reading.messages()::find)
        .filter(message -> message.account().equals(caller.account().id()));
  }

  /// The newest first.
  Reply list(Caller caller, Request request) {
    return switch (PantheonListing.read(caller.account().id(), request.query())) {
      case PantheonListing.Read.Refused(var refusal) -> PantheonDoor.refused(refusal, request);
      case PantheonListing.Read.Asked(var asked) -> {
        var start = asked.after().<Start>map(Start.After::new).orElse(Start.FIRST);
        var page =
            reading.history().page(asked.filter(), History.Order.NEWEST, start, asked.limit());
        yield Reply.json(200, PantheonReplies.list(page, request.id()));
      }
    };
  }

  /// Takes back what has not left yet.
  Reply cancel(Caller caller, Request request) throws InterruptedException {
    var message = find(caller, request);
    if (message.isEmpty()) {
      return PantheonDoor.notFound("message", request);
    }
    var account = caller.account().id();
    var key = Repeats.key(request, account, Form.DIALECT + " cancel " + message.get().id());
    if (key.isPresent()) {
      var no = doing.roster().keep(key.get(), message.get().id().value());
      if (no.isPresent()) {
        return PantheonDoor.refused(no.get(), request);
      }
    }
    return switch (doing.amendments().cancel(account, message.get().id())) {
      case Amendments.Result.Done(var now) ->
          Reply.json(200, PantheonReplies.status(now, request.id()));
      case Amendments.Result.TooLate(var now) -> tooLate(now, request);
      case Amendments.Result.TooEarly(var now) -> tooLate(now, request);
      case Amendments.Result.Unknown _ -> PantheonDoor.notFound("message", request);
      case Amendments.Result.NotKept _ ->
          PantheonDoor.refused(Refusal.later(Fault.STORE_DOWN, COME_AGAIN), request);
    };
  }

  private static Reply tooLate(Message message, Request request) {
    return Reply.json(409, PantheonReplies.notCancellable(message, request.id()));
  }
}
