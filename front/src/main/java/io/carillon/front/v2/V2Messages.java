package io.carillon.front.v2;

import io.carillon.engine.amend.Amendments;
import io.carillon.engine.dispatch.Outlooks;
import io.carillon.engine.search.Finding;
import io.carillon.engine.trace.Trace.Waiting;
import io.carillon.engine.trace.TraceReader;
import io.carillon.front.door.Caller;
import io.carillon.front.naming.MessageNames;
import io.carillon.front.v2.V2Query.Expansion;
import io.carillon.front.v2.V2Query.Paging;
import io.carillon.front.v2.V2Replies.Listing;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.port.Attempts;
import io.carillon.model.port.History;
import io.carillon.model.port.History.Order;
import io.carillon.model.port.History.Start;
import io.carillon.model.port.Messages;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.Optional;
import java.util.Set;

/// Answers what is asked of messages that are there: one, many, their stories; and what is to be
/// changed about them.
final class V2Messages {
  private static final int PAGE_MAX = 100;

  /// How many tries to tell of it the trace of a message shows.
  private static final int TRIES_MAX = 100;

  private static final Set<String> LIST =
      Set.of(
          "limit", "starting_after", "ending_before", "expand", "expand[]", "count", Finding.WORDS);

  private final Messages messages;
  private final History history;
  private final Finding finding;
  private final TraceReader traces;
  private final Attempts attempts;
  private final V2Expanding expanding;
  private final V2Ordering ordering;
  private final Amendments amendments;
  private final Outlooks outlooks;

  V2Messages(
      V2Routes.Reading reading, V2Expanding expanding, V2Ordering ordering, Amendments amendments) {
    this.messages = reading.messages();
    this.history = reading.history();
    this.finding = reading.finding();
    this.traces = reading.traces();
    this.attempts = reading.attempts();
    this.expanding = expanding;
    this.ordering = ordering;
    this.amendments = amendments;
    this.outlooks = reading.outlooks();
  }

  Reply one(Caller caller, Request request) {
    var query = new V2Query(request.query());
    query.only(false, V2Query.EXPAND);
    var expansion = query.expansion();
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    return MessageNames.read(request.variable("id"))
        .flatMap(messages::find)
        .filter(message -> message.account().equals(caller.account().id()))
        .map(message -> {
          var expanded = expanding.of(message, expansion);
          var now = expanded.with(looked(message, expanded.owed()));
          return Reply.json(200, V2Replies.message(message, now.costing(caller.operates())));
        })
        .orElseGet(() -> V2Door.noMessage(request));
  }

  Reply trace(Caller caller, Request request) {
    return MessageNames.read(request.variable("id"))
        .flatMap(id -> traces.of(caller.account().id(), id))
        .map(trace -> {
          var message = trace.message();
          var tries = attempts.of(message.id(), TRIES_MAX);
          return Reply.json(200, V2Replies.trace(trace, looked(message, trace.owed()), tries));
        })
        .orElseGet(() -> V2Door.noMessage(request));
  }

  private MessageBody.Looked looked(Message message, Optional<Notice> owed) {
    return new MessageBody.Looked(
        owed.filter(_ -> Waiting.mayOwe(message)).map(outlooks::of).or(() -> outlooks.of(message)));
  }

  /// The newest first; `ending_before` asks for the page of newer ones right above a message.
  Reply list(Caller caller, Request request) {
    var query = new V2Query(request.query());
    query.only(true, LIST);
    var filter = query.filter(caller.account().id());
    var paging = query.paging(PAGE_MAX);
    var after = query.message("starting_after", paging.after());
    var before = query.message("ending_before", paging.before());
    var expansion = query.expansion();
    var counts = query.word("count", V2Mapping::flag, "must be true or false");
    var words = query.words();
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    if (words.isPresent()) {
      return found(caller, request, new Wanted(filter, words.get(), after, paging, expansion));
    }
    var page = page(filter, paging, after, before);
    var total = counts.filter(wanted -> wanted).map(_ -> history.count(filter));
    return listed(caller, page, expansion, new Beside(total, Optional.empty()));
  }

  /// What is to be found by words.
  private record Wanted(
      History.Filter filter,
      String words,
      Optional<MessageId> after,
      Paging paging,
      Expansion expansion) {}

  private Reply found(Caller caller, Request request, Wanted wanted) {
    return switch (finding.page(
        wanted.filter(), wanted.words(), wanted.after(), wanted.paging().limit())) {
      case Finding.Answer.Refused(var no) -> V2Door.refused(no, request);
      case Finding.Answer.Found(var page, var known) -> {
        var cursor = page.behind().map(MessageNames::uuid).orElse("");
        var listing = new Listing<>("/v2/messages", page.messages(), cursor);
        yield listed(
            caller, listing, wanted.expansion(), new Beside(Optional.empty(), Optional.of(known)));
      }
    };
  }

  /// What a list says besides its messages, where it was asked for.
  private record Beside(Optional<History.Total> total, Optional<Finding.Known> known) {}

  private Reply listed(Caller caller, Listing<Message> page, Expansion expansion, Beside beside) {
    var expanded =
        expanding.of(page.items(), expansion).stream()
            .map(some -> some.costing(caller.operates()))
            .toList();
    return Reply.json(200, V2Replies.messages(page, expanded, beside.total(), beside.known()));
  }

  private Listing<Message> page(
      History.Filter filter, Paging paging, Optional<MessageId> after, Optional<MessageId> before) {
    boolean up = before.isPresent();
    var start = before.or(() -> after).<Start>map(Start.After::new).orElse(Start.FIRST);
    var page = history.page(filter, up ? Order.OLDEST : Order.NEWEST, start, paging.limit());
    var cursor = page.behind().map(MessageNames::uuid).orElse("");
    return new Listing<>("/v2/messages", up ? page.messages().reversed() : page.messages(), cursor);
  }

  Reply cancel(Caller caller, Request request) throws InterruptedException {
    return ordering.order(
        "cancel",
        caller,
        request,
        (id, expansion) ->
            answer(amendments.cancel(caller.account().id(), id), expansion, request));
  }

  Reply redact(Caller caller, Request request) throws InterruptedException {
    return ordering.order(
        "redact",
        caller,
        request,
        (id, expansion) ->
            answer(amendments.redact(caller.account().id(), id), expansion, request));
  }

  Reply delete(Caller caller, Request request) throws InterruptedException {
    var id = MessageNames.read(request.variable("id"));
    if (id.isEmpty()) {
      return V2Door.noMessage(request);
    }
    var result = amendments.erase(caller.account().id(), id.get());
    return result instanceof Amendments.Result.Done
        ? Reply.json(200, V2Replies.deleted(id.get()))
        : answer(result, Expansion.NONE, request);
  }

  private Reply answer(Amendments.Result result, Expansion expansion, Request request) {
    return switch (result) {
      case Amendments.Result.Done(var message) ->
          Reply.json(200, V2Replies.message(message, expanding.of(message, expansion)));
      case Amendments.Result.TooLate(var message) ->
          V2Door.refused(V2Problem.tooLate(message), request);
      case Amendments.Result.TooEarly(var message) ->
          V2Door.refused(V2Problem.tooEarly(message), request);
      case Amendments.Result.Unknown _ -> V2Door.noMessage(request);
      case Amendments.Result.NotKept _ -> V2Door.notKept(request);
    };
  }
}
