package io.carillon.front.v2;

import io.carillon.engine.notify.Replays;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Repeats;
import io.carillon.front.naming.MessageNames;
import io.carillon.front.v2.V2Query.Paging;
import io.carillon.front.v2.V2Replies.Listing;
import io.carillon.model.Event;
import io.carillon.model.Fault;
import io.carillon.model.Happening;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.Refusal;
import io.carillon.model.port.History;
import io.carillon.model.port.History.Order;
import io.carillon.model.port.History.Start;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Notices;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Answers what is asked of webhooks: what was told to whom, what failed, and that it be told
/// again.
///
/// Notices are kept by message. So the list walks the account's messages, those of the newest
/// first, and looks at no more than 5,000 messages for one page; where that is not enough the page
/// is shorter, and its cursor names the message to go on behind.
final class V2Webhooks {
  private static final int PAGE_MAX = 100;
  private static final int STEP = 200;
  private static final int LOOKED_AT_MAX = 5_000;
  private static final Set<String> PARAMETERS =
      Set.of("limit", "starting_after", "ending_before", "message", "state");

  private final Messages messages;
  private final History history;
  private final Notices notices;
  private final Replays replays;

  V2Webhooks(V2Routes.Reading reading, Replays replays) {
    this.messages = reading.messages();
    this.history = reading.history();
    this.notices = reading.notices();
    this.replays = replays;
  }

  Reply one(Caller caller, Request request) {
    return WebhookName.read(request.variable("id"))
        .flatMap(name -> replays.find(caller.account().id(), name.message(), name.sequence()))
        .map(this::webhook)
        .orElseGet(() -> noWebhook(request));
  }

  Reply retell(Caller caller, Request request) throws InterruptedException {
    var unusable = Repeats.refusal(request);
    if (unusable.isPresent()) {
      return V2Door.refused(unusable.get(), request);
    }
    var name = WebhookName.read(request.variable("id"));
    if (name.isEmpty()) {
      return noWebhook(request);
    }
    var account = caller.account().id();
    var key = Repeats.key(request, account, "v2 retell " + name.get().text());
    return switch (replays.again(account, name.get().message(), name.get().sequence(), key)) {
      case Replays.Result.KeyReused _ ->
          V2Door.refused(Refusal.of(Fault.KEY_REUSED, "", ""), request);
      case Replays.Result.Owed(var notice) -> webhook(notice);
      case Replays.Result.Unknown _ -> noWebhook(request);
      case Replays.Result.NotKept _ -> V2Door.notKept(request);
    };
  }

  private Reply webhook(Notice notice) {
    var id = notice.message();
    var kind =
        notices.happenings(Happening.isNamed(id) ? List.of(id) : List.of()).values().stream()
            .findFirst()
            .map(happening -> happening.event().kind())
            .orElseGet(() -> Event.Kind.of(notice.change().status()));
    return Reply.json(200, V2Replies.webhook(notice, kind));
  }

  private static Reply noWebhook(Request request) {
    return V2Door.refused(
        Refusal.of(Fault.NOT_FOUND, "id", "The account has no such webhook."), request);
  }

  Reply list(Caller caller, Request request) {
    var query = new V2Query(request.query());
    query.only(false, PARAMETERS);
    var paging = query.paging(PAGE_MAX);
    var of = query.message("message", query.text("message"));
    var state = query.word("state", V2Mapping::progress, "must be open, told or dead");
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    var edge = edge(paging);
    if (edge.isEmpty() && !(paging.after() + paging.before()).isEmpty()) {
      return V2Door.refused(V2Query.badCursor(request.query(), "the id of a webhook"), request);
    }
    var walk = new Walk(!paging.before().isEmpty(), edge, state, paging.limit());
    of.ifPresentOrElse(id -> owned(caller, id).ifPresent(walk::take), () -> walk(caller, walk));
    return Reply.json(200, V2Replies.webhooks(walk.page()));
  }

  private Optional<Message> owned(Caller caller, MessageId id) {
    return messages.find(id).filter(found -> found.account().equals(caller.account().id()));
  }

  /// A webhook, or a message: then behind all of its webhooks.
  private static Optional<WebhookName> edge(Paging paging) {
    var cursor = paging.after() + paging.before();
    return WebhookName.read(cursor)
        .or(() -> MessageNames.read(cursor).map(message -> new WebhookName(message, 0)));
  }

  private void walk(Caller caller, Walk walk) {
    var filter = History.Filter.of(caller.account().id());
    // The edge's own message comes first once more: some of its webhooks may be left.
    walk.edge.map(WebhookName::message).flatMap(id -> owned(caller, id)).ifPresent(walk::take);
    var start = walk.edge.<Start>map(edge -> new Start.After(edge.message())).orElse(Start.FIRST);
    int lookedAt = 0;
    while (!walk.isFull()) {
      var page = history.page(filter, walk.up ? Order.OLDEST : Order.NEWEST, start, STEP);
      page.messages().forEach(walk::take);
      lookedAt += page.messages().size();
      if (page.behind().isEmpty()) {
        return;
      }
      start = new Start.After(page.behind().get());
      if (lookedAt >= LOOKED_AT_MAX) {
        walk.leaveAt(page.behind().get());
        return;
      }
    }
  }

  /// Gathers one page.
  private final class Walk {
    private final boolean up;
    private final Optional<WebhookName> edge;
    private final Predicate<Notice> wanted;
    private final int limit;
    private final List<Notice> found = new ArrayList<>();
    private Optional<MessageId> leftAt = Optional.empty();

    Walk(boolean up, Optional<WebhookName> edge, Optional<Notice.Progress> state, int limit) {
      this.up = up;
      this.edge = edge;
      this.wanted = notice -> state.map(one -> one == notice.telling().progress()).orElse(true);
      this.limit = limit;
    }

    /// One more than a page tells that there are more.
    boolean isFull() {
      return found.size() > limit;
    }

    void leaveAt(MessageId message) {
      leftAt = Optional.of(message);
    }

    void take(Message message) {
      if (isFull() || message.state().revision().notices() == 0) {
        return;
      }
      var all = notices.of(message.id());
      for (var notice : up ? all : all.reversed()) {
        if (!isFull() && wanted.test(notice) && isBehind(notice)) {
          found.add(notice);
        }
      }
    }

    /// Whether a notice comes behind the edge: matters for the edge's own message only.
    private boolean isBehind(Notice notice) {
      if (edge.isEmpty() || !edge.get().message().equals(notice.message())) {
        return true;
      }
      int at = edge.get().sequence();
      return at != 0 && (up ? notice.sequence() > at : notice.sequence() < at);
    }

    Listing<Notice> page() {
      boolean more = isFull();
      var items = more ? found.subList(0, limit) : found;
      var cursor =
          more ? WebhookName.of(items.getLast()).text() : leftAt.map(MessageNames::uuid).orElse("");
      return new Listing<>("/v2/webhooks", up ? items.reversed() : items, cursor);
    }
  }
}
