package io.carillon.front.v2;

import io.carillon.front.door.Caller;
import io.carillon.front.json.JsonWriter;
import io.carillon.model.AccountId;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.port.Events;
import io.carillon.model.port.Events.Kept;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Answers what happened in an account: as a live feed where `Accept` asks for `text/event-stream`,
/// else as a list, the oldest first, which may wait for something to happen.
final class V2Events {
  private static final String STREAM = "text/event-stream";
  private static final String PATH = "/v2/events";
  private static final int PAGE_MAX = 100;
  private static final int WAIT_MAX = 30;
  private static final int STEP = 500;
  private static final int LOOKED_AT_MAX = 5_000;
  private static final Duration COME_AGAIN = Duration.ofSeconds(30);
  private static final Duration LOOK_EACH = Duration.ofSeconds(1);

  private final Events events;
  private final EventBody body;
  private final Listeners listeners;
  private final Predicate<Caller> stillIn;

  /// @param stillIn whether somebody who was let in before still would be
  V2Events(Events events, EventBody body, Listeners listeners, Predicate<Caller> stillIn) {
    this.events = events;
    this.body = body;
    this.listeners = listeners;
    this.stillIn = stillIn;
  }

  Reply answer(Caller caller, Request request) throws InterruptedException {
    boolean streams =
        request
            .header("Accept")
            .map(accept -> accept.toLowerCase(Locale.ROOT))
            .filter(accept -> accept.contains(STREAM))
            .isPresent();
    return streams ? stream(caller, request) : list(caller, request);
  }

  private Reply stream(Caller caller, Request request) {
    var query = new V2Query(request.query());
    query.only(false, Set.of("types", "starting_after"));
    var choice = choice(query);
    var cursor = request.header("Last-Event-ID").orElseGet(() -> query.text("starting_after"));
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    var after = cursor.isEmpty() ? Optional.of(events.span().newest()) : EventBody.number(cursor);
    if (after.isEmpty()) {
      return V2Door.refused(badCursor(request), request);
    }
    var account = caller.account().id();
    var listener = listeners.listen(account);
    if (listener.isEmpty()) {
      return V2Door.refused(Refusal.later(Fault.TOO_MANY_REQUESTS, COME_AGAIN), request);
    }
    var wanted = new EventStream.Wanted(account, choice.orElse(EventChoice.ALL), after.get());
    var stream = new EventStream(events, body, listener.get(), wanted, () -> stillIn.test(caller));
    return Reply.streamed(200, STREAM, stream)
        .with("Cache-Control", "no-store")
        .with("X-Accel-Buffering", "no");
  }

  private static Refusal badCursor(Request request) {
    return V2Query.badCursor(request.query(), "the id of an event");
  }

  private static Optional<EventChoice> choice(V2Query query) {
    return query.word(
        "types",
        words ->
            EventChoice.of(
                List.of(words.split(",")).stream()
                    .map(String::strip)
                    .filter(word -> !word.isEmpty())
                    .toList()),
        "must be types of events, such as message.delivered, or message.*");
  }

  private Reply list(Caller caller, Request request) throws InterruptedException {
    var query = new V2Query(request.query());
    query.only(false, Set.of("types", "starting_after", "limit", "wait"));
    var choice = choice(query);
    var paging = query.paging(PAGE_MAX);
    int wait = query.whole("wait", 0, WAIT_MAX);
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    var after = paging.after().isEmpty() ? Optional.of(0L) : EventBody.number(paging.after());
    if (after.isEmpty()) {
      return V2Door.refused(badCursor(request), request);
    }
    var account = caller.account().id();
    var walk = new Walk(account, choice.orElse(EventChoice.ALL), after.get(), paging.limit());
    walk.go();
    if (walk.found.isEmpty() && wait > 0) {
      var listener = listeners.listen(account);
      if (listener.isEmpty()) {
        return V2Door.refused(Refusal.later(Fault.TOO_MANY_REQUESTS, COME_AGAIN), request);
      }
      await(listener.get(), walk, wait);
    }
    return Reply.json(200, walk.page());
  }

  /// A look a second, and at each wake.
  private static void await(Listeners.Listener listener, Walk walk, int seconds)
      throws InterruptedException {
    try (listener) {
      walk.go();
      for (int i = 0; i < seconds && walk.found.isEmpty() && !listener.isOver(); i++) {
        listener.await(LOOK_EACH);
        walk.go();
      }
    }
  }

  /// Gathers one page: at most 5,000 events are looked at for it.
  private final class Walk {
    private final AccountId account;
    private final EventChoice choice;
    private final int limit;
    private final List<Kept> found = new ArrayList<>();
    private long at;
    private boolean more;

    Walk(AccountId account, EventChoice choice, long after, int limit) {
      this.account = account;
      this.choice = choice;
      this.limit = limit;
      at = after;
    }

    void go() {
      int lookedAt = 0;
      more = true;
      while (more && found.size() < limit && lookedAt < LOOKED_AT_MAX) {
        var some = events.after(account, at, STEP);
        more = some.size() == STEP;
        lookedAt += some.size();
        some.forEach(this::take);
      }
    }

    private void take(Kept kept) {
      if (found.size() == limit) {
        more = true;
        return;
      }
      at = kept.number();
      if (choice.has(kept.event())) {
        found.add(kept);
      }
    }

    /// The cursor is there also on the last page: who goes on behind it hears what happens next.
    byte[] page() {
      var about = body.messages(found);
      var json = new JsonWriter();
      json.object().text("object", "list").text("url", PATH).flag("has_more", more);
      json.text("next_cursor", EventBody.name(at)).array("data");
      found.forEach(kept -> body.write(json, kept, about));
      return json.endArray().end().bytes();
    }
  }
}
