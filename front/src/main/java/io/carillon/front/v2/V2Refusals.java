package io.carillon.front.v2;

import io.carillon.front.door.Caller;
import io.carillon.front.v2.V2Query.Paging;
import io.carillon.front.v2.V2Replies.Listing;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.Refused;
import io.carillon.model.port.Refusals;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.Optional;
import java.util.Set;

/// Answers why a request was refused: what policy forbade is kept for 30 days, without words and
/// with masked addresses, under the id that the refusal was answered with.
record V2Refusals(Refusals refusals) {
  private static final int PAGE_MAX = 100;
  private static final Set<String> PARAMETERS =
      Set.of("limit", "starting_after", "ending_before", "code", "created_after", "created_before");

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

  /// Message by message, the newest first.
  Reply list(Caller caller, Request request) {
    var query = new V2Query(request.query());
    query.only(false, PARAMETERS);
    var paging = query.paging(PAGE_MAX);
    var filter =
        new Refusals.Filter(
            caller.account().id(),
            query.word("code", Fault::of, "must be the code of a refusal, such as opted_out"),
            query.period("created"));
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    return page(filter, paging)
        .map(page -> Reply.json(200, V2Replies.refused(page)))
        .orElseGet(() ->
            V2Door.refused(
                V2Query.badCursor(request.query(), "the id of something refused"), request));
  }

  private Optional<Listing<Refused>> page(Refusals.Filter filter, Paging paging) {
    boolean up = !paging.before().isEmpty();
    var edge = paging.after() + paging.before();
    var behind = RefusedName.read(edge);
    if (behind.isEmpty() && !edge.isEmpty()) {
      return Optional.empty();
    }
    return refusals
        .page(filter, up, behind, paging.limit())
        .map(page -> {
          var found = page.refused();
          var cursor = page.more() ? RefusedName.of(found.getLast()) : "";
          return new Listing<>("/v2/refusals", up ? found.reversed() : found, cursor);
        });
  }
}
