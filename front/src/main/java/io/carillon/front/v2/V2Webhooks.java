package io.carillon.front.v2;

import io.carillon.engine.notify.Replays;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Repeats;
import io.carillon.front.naming.MessageNames;
import io.carillon.front.v2.V2Query.Paging;
import io.carillon.front.v2.V2Replays.Place;
import io.carillon.front.v2.WebhookWalk.Found;
import io.carillon.front.v2.WebhookWalk.Wish;
import io.carillon.model.AccountId;
import io.carillon.model.Fault;
import io.carillon.model.Happening;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.Refusal;
import io.carillon.model.Subject;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.Optional;
import java.util.Set;

/// Answers what is asked of webhooks: what was told to whom, what failed, and that it be told
/// again.
final class V2Webhooks {
  private static final int PAGE_MAX = 100;
  private static final Set<String> PARAMETERS =
      Set.of("limit", "starting_after", "ending_before", "message", "state");

  private final WebhookWalk.Reading reading;
  private final Replays replays;
  private final V2Replays jobs;

  V2Webhooks(V2Routes.Reading reading, Replays replays, V2Replays jobs) {
    this.reading =
        new WebhookWalk.Reading(reading.messages(), reading.history(), reading.notices());
    this.replays = replays;
    this.jobs = jobs;
  }

  Reply one(Caller caller, Request request) {
    return WebhookName.read(request.variable("id"))
        .flatMap(name -> replays.find(caller.account().id(), name.message(), name.sequence()))
        .map(notice -> webhook(caller, request, notice))
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
      case Replays.Result.Owed(var notice) -> webhook(caller, request, notice);
      case Replays.Result.Unknown _ -> noWebhook(request);
      case Replays.Result.NotKept _ -> V2Door.notKept(request);
    };
  }

  /// Orders that URLs are told something again.
  Reply replay(Caller caller, Request request) throws InterruptedException {
    return caller.isLive()
        ? jobs.order(caller, request, Place.urls(caller.account().id()))
        : beyond(request);
  }

  /// The orders that URLs are told something again.
  Reply replays(Caller caller, Request request) {
    return jobs.list(request, Place.urls(caller.account().id()));
  }

  /// How far one of them has come.
  Reply oneReplay(Caller caller, Request request) {
    return jobs.one(request, Place.urls(caller.account().id()));
  }

  Reply cancelReplay(Caller caller, Request request) throws InterruptedException {
    return caller.isLive()
        ? jobs.cancel(caller, request, Place.urls(caller.account().id()))
        : beyond(request);
  }

  private static Reply beyond(Request request) {
    var words = "A test key has single webhooks told again only.";
    return V2Door.refused(Refusal.of(Fault.FORBIDDEN, "", words), request);
  }

  private Reply webhook(Caller caller, Request request, Notice notice) {
    return reading
        .own(caller.account().id(), notice.message())
        .map(subject -> Reply.json(200, V2Replies.webhook(Found.of(notice, subject))))
        .orElseGet(() -> noWebhook(request));
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
    var wish = new Wish(!paging.before().isEmpty(), edge, state, paging.limit());
    var account = caller.account().id();
    var walk = new WebhookWalk(reading, account, wish);
    var page = of.map(id -> walk.of(owned(account, id))).orElseGet(walk::all);
    return Reply.json(200, V2Replies.webhooks(page));
  }

  private Optional<Subject> owned(AccountId account, MessageId message) {
    return Happening.isNamed(message) ? Optional.empty() : reading.own(account, message);
  }

  /// A webhook, or a message: then behind all of its webhooks.
  private static Optional<WebhookName> edge(Paging paging) {
    var cursor = paging.after() + paging.before();
    return WebhookName.read(cursor)
        .or(() -> MessageNames.read(cursor).map(message -> new WebhookName(message, 0)));
  }
}
