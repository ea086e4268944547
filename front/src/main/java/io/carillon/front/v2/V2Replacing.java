package io.carillon.front.v2;

import io.carillon.engine.amend.Replacing;
import io.carillon.engine.amend.Replacing.Result;
import io.carillon.engine.amend.Replacing.Words;
import io.carillon.front.door.Caller;
import io.carillon.front.json.Fields;
import io.carillon.front.v2.V2Query.Expansion;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.time.Duration;
import java.util.Set;

/// Answers `POST /v2/messages/{id}/replace`: another text for a message that waits or was sent.
record V2Replacing(V2Ordering ordering, Replacing replacing, V2Expanding expanding) {
  /// Every field of it.
  static final Set<String> KNOWN = Set.of("text", "send_at", "validity");

  Reply replace(Caller caller, Request request) throws InterruptedException {
    var fields = Fields.readAll(request.body());
    fields.only(KNOWN);
    fields.require("text");
    var words =
        new Words(
            V2Mapping.DIALECT,
            fields.text("text").orElse(""),
            fields.moment("send_at"),
            V2Requests.validity(fields).map(Duration::ofSeconds));
    var refusal = fields.refusal();
    return refusal.isPresent()
        ? V2Door.refused(refusal.get(), request)
        : ordering.order(
            "replace",
            caller,
            request,
            (id, expansion) ->
                answer(replacing.replace(caller.account().id(), id, words), expansion, request));
  }

  private Reply answer(Result result, Expansion expansion, Request request) {
    return switch (result) {
      case Result.Done(var message) ->
          Reply.json(200, V2Replies.message(message, expanding.of(message, expansion)));
      case Result.TooLate(var message) -> V2Door.refused(V2Problem.notReplaced(message), request);
      case Result.Kept(_, var why) -> V2Door.refused(V2Problem.kept(why), request);
      case Result.Refused(var refusal) -> V2Door.refused(refusal, request);
      case Result.Unknown _ -> V2Door.noMessage(request);
    };
  }
}
