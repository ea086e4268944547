package io.carillon.front.v2;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.accept.Preview;
import io.carillon.engine.accept.Submission;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Repeats;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Callback;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Message.Facts;
import io.carillon.model.Message.Place;
import io.carillon.model.Message.Revision;
import io.carillon.model.Message.State;
import io.carillon.model.Message.Times;
import io.carillon.model.Message.Work;
import io.carillon.model.Refusal;
import io.carillon.model.Status;
import io.carillon.model.Wait;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Answers `POST /v2/messages` and `POST /v2/messages/preview`.
final class V2Sending {
  private static final String SEND = "POST /v2/messages";

  private final Accept accept;
  private final Function<String, Optional<String>> objections;
  private final V2Expanding expanding;

  V2Sending(Accept accept, Function<String, Optional<String>> objections, V2Expanding expanding) {
    this.accept = accept;
    this.objections = objections;
    this.expanding = expanding;
  }

  Reply send(Caller caller, Request request) throws InterruptedException {
    var unusable = Repeats.refusal(request);
    if (unusable.isPresent()) {
      return V2Door.refused(unusable.get(), request);
    }
    var query = new V2Query(request.query());
    query.only(false, V2Query.EXPAND);
    var expansion = query.expansion();
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    return asked(
        V2Requests.read(request.body()),
        request,
        send ->
            answer(
                accept.take(List.of(submission(caller, send, request, SEND))).getFirst(),
                expansion,
                request));
  }

  /// What follows from a reply.
  interface Replying {
    /// It was accepted.
    void accepted(Message message) throws InterruptedException;
  }

  /// A send between ends that are given.
  ///
  /// @param place what was asked for, by which a repeated request is known
  Reply reply(
      Caller caller, Request request, V2Requests.Given given, String place, Replying replying)
      throws InterruptedException {
    var unusable = Repeats.refusal(request);
    if (unusable.isPresent()) {
      return V2Door.refused(unusable.get(), request);
    }
    return asked(
        V2Requests.reply(request.body(), given),
        request,
        send -> {
          var result = accept.take(List.of(submission(caller, send, request, place))).getFirst();
          if (result instanceof Accept.Result.Accepted(var message, _)) {
            replying.accepted(message);
          }
          return answer(result, V2Query.Expansion.NONE, request);
        });
  }

  /// What a send would come to: it is read and checked like one, and nothing of it is kept.
  Reply preview(Caller caller, Request request) throws InterruptedException {
    var unusable = Repeats.refusal(request);
    if (unusable.isPresent()) {
      return V2Door.refused(unusable.get(), request);
    }
    return asked(
        V2Requests.read(request.body()),
        request,
        send ->
            switch (accept.preview(submission(caller, send, request, SEND))) {
              case Preview.Passed passed ->
                  Reply.json(200, PreviewBody.of(passed, send.smart().replaced()));
              case Preview.Failed(var refusal) -> V2Door.refused(refusal, request);
            });
  }

  private interface Doing {
    Reply with(V2Requests.Send send) throws InterruptedException;
  }

  /// Does something with the send that the body is, or says why it is none.
  private Reply asked(V2Requests.Read read, Request request, Doing doing)
      throws InterruptedException {
    return switch (read) {
      case V2Requests.Read.Refused(var refusal) -> V2Door.refused(refusal, request);
      case V2Requests.Read.Asked(var send) -> {
        var objection = send.wishes().callback().map(Callback::url).flatMap(objections);
        yield objection.isPresent()
            ? V2Door.refused(webhookRefused(objection.get()), request)
            : doing.with(send);
      }
    };
  }

  private static Refusal webhookRefused(String why) {
    return Refusal.of(Fault.CALLBACK_REFUSED, "webhook.url", "\"webhook.url\": " + why + ".");
  }

  private Reply answer(Accept.Result result, V2Query.Expansion expansion, Request request) {
    return switch (result) {
      case Accept.Result.Accepted(var message, var replayed) -> {
        var first = asAccepted(message);
        var body = V2Replies.message(first, expanding.of(first, expansion));
        var reply =
            Reply.json(201, body)
                .with("Location", "/v2/messages/" + MessageNames.uuid(message.id()));
        yield replayed ? reply.with("Idempotent-Replayed", "true") : reply;
      }
      case Accept.Result.Refused(var refusal) -> V2Door.refused(refusal, request);
    };
  }

  private static Submission submission(
      Caller caller, V2Requests.Send send, Request request, String path) {
    var account = caller.account().id();
    var place = new Place(V2Mapping.DIALECT, "", "", caller.isLive());
    return new Submission(
        new Submission.Source(
            account,
            place,
            request.id(),
            send.reference(),
            send.tags(),
            send.smart().replaced().keepsake()),
        send.channel(),
        send.ends(),
        send.smart().content(),
        send.wishes(),
        Repeats.key(request, account, path));
  }

  /// The message as it was accepted, whatever became of it since, so that a repeated request with
  /// an idempotency key hears the same.
  private static Message asAccepted(Message message) {
    var state = message.state();
    var later = message.terms().sendAt();
    var accepted = state.times().accepted();
    var lane = state.work().lane();
    return message.with(
        new State(
            later.isPresent() ? Status.SCHEDULED : Status.QUEUED,
            Times.acceptedAt(accepted),
            new Facts(Optional.empty(), "", "", "", state.facts().country()),
            Work.fresh(
                lane,
                state.work().flow(),
                later.isPresent() ? Wait.SCHEDULE : Wait.TURN,
                later.orElse(accepted)),
            List.of(),
            Revision.FIRST));
  }
}
