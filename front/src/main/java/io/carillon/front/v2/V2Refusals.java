package io.carillon.front.v2;

import io.carillon.front.door.Caller;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.port.Refusals;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;

/// Answers why a request was refused: what policy forbade is kept for 30 days, without words and
/// with masked addresses, under the id that the refusal was answered with.
record V2Refusals(Refusals refusals) {
  Reply one(Caller caller, Request request) {
    var found = refusals.of(caller.account().id(), request.variable("request_id"));
    return found.isEmpty()
        ? V2Door.refused(
            Refusal.of(
                Fault.NOT_FOUND,
                "request_id",
                "Nothing of this request was refused by policy in the last 30 days."),
            request)
        : Reply.json(200, V2Replies.refusals(found));
  }
}
