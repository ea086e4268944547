package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.engine.notify.Replaying;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Repeats;
import io.carillon.front.json.Fields;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.v2.V2Replies.Listing;
import io.carillon.model.AccountId;
import io.carillon.model.Endpoint;
import io.carillon.model.Event;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.Refusal;
import io.carillon.model.Replay;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Takes orders to tell an endpoint, or the URLs that messages name, again what they were told in a
/// time, or all that was given up, and tells how far they have come.
final class V2Replays {
  private static final String PREFIX = "replay_";
  private static final int PAGE_MAX = 100;
  private static final int URL_MAX = 2_048;
  private static final Pattern URL =
      Pattern.compile("https?://[^/?#*\\s]+([/?#]\\S*)?", Pattern.CASE_INSENSITIVE);
  private static final Set<String> OF_ENDPOINTS = Set.of("failed", "from", "until", "events");
  private static final Set<String> OF_URLS = Set.of("failed", "from", "until", "events", "url");
  private static final Duration TOLD_KEPT = Duration.ofDays(7);

  private final Roster roster;
  private final Replaying replaying;
  private final V2Routes.Sources sources;

  V2Replays(V2Routes.Acting acting, V2Routes.Sources sources) {
    this.roster = acting.roster();
    this.replaying = acting.replaying();
    this.sources = sources;
  }

  /// What is told again: an endpoint, or the URLs that messages, numbers and senders name.
  ///
  /// @param name of the endpoint; empty = the URLs
  record Place(AccountId account, String lane, String name) {
    static Place of(Endpoint endpoint) {
      return new Place(endpoint.account(), endpoint.lane(), endpoint.name());
    }

    static Place urls(AccountId account) {
      return new Place(account, Replay.urls(account), "");
    }

    private boolean isUrls() {
      return name.isEmpty();
    }

    private String path() {
      return isUrls() ? "/v2/webhooks/replays" : "/v2/endpoints/" + name + "/replays";
    }
  }

  Reply order(Caller caller, Request request, Place place) throws InterruptedException {
    var fields = Fields.readAll(request.body());
    var now = sources.clock().now();
    var wanted = wanted(fields, place, now);
    var refusal = Repeats.refusal(request).or(fields::refusal);
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var none = Replay.Standing.NONE;
    var id = sources.ids().next();
    var job = new Replay(id, place.account(), place.lane(), wanted, now, none);
    var key = key(request, place, "v2 replay ");
    var order =
        roster.replay(
            job,
            caller.author(request),
            key,
            replaying.jobs()::find,
            directory -> replaying.objection(job, directory));
    return switch (order) {
      case Order.Done<Replay>(var made, var repeated) -> {
        var reply = Reply.json(202, body(made));
        yield repeated ? reply.with("Idempotent-Replayed", "true") : reply;
      }
      case Order.Refused<Replay>(var no) -> V2Door.refused(no, request);
    };
  }

  private static Optional<Idempotency> key(Request request, Place place, String what) {
    return Repeats.key(request, place.account(), what + place.name());
  }

  /// What was told is looked for in the time for which it is kept; what was given up, whenever.
  private static Replay.Wanted wanted(Fields fields, Place place, Instant now) {
    fields.only(place.isUrls() ? OF_URLS : OF_ENDPOINTS);
    boolean failed = fields.flag("failed", false);
    if (!failed) {
      fields.require("from");
    }
    var from = fields.moment("from").orElse(Instant.EPOCH);
    var until = fields.moment("until").filter(now::isAfter).orElse(now);
    if (!failed && fields.has("from") && from.isBefore(now.minus(TOLD_KEPT))) {
      fields.wrong("from", "must be within the last 7 days: what was told is kept no longer");
    }
    if (!from.isBefore(until)) {
      fields.wrong("from", "must be before until, and before now");
    }
    return new Replay.Wanted(failed, from, until, kinds(fields, place), url(fields));
  }

  /// An origin at least: `https://example.com*` would be other hosts, too.
  private static String url(Fields fields) {
    var url = fields.text("url", URL_MAX).orElse("");
    if (!url.isEmpty() && !URL.matcher(url).matches()) {
      fields.wrong("url", "must be an http or https URL, which may end with * from the path on");
      return "";
    }
    return url;
  }

  private static Set<Event.Kind> kinds(Fields fields, Place place) {
    var kinds = EnumSet.allOf(Event.Kind.class);
    kinds.removeIf(kind -> place.isUrls() && kind.topic() != Event.Topic.MESSAGE);
    if (!fields.has("events")) {
      return kinds;
    }
    var types = fields.texts("events", 1, EndpointWish.EVENTS_MAX);
    if (!types.stream().allMatch(EndpointWish::isType)) {
      fields.wrong("events", EndpointWish.TYPES);
    }
    kinds.removeIf(kind -> types.stream().noneMatch(type -> EndpointWish.means(type, kind)));
    if (kinds.isEmpty() && fields.refusal().isEmpty()) {
      fields.wrong("events", "must hold types of messages: URLs are told nothing else");
    }
    return kinds;
  }

  Reply list(Request request, Place place) {
    var query = new V2Query(request.query());
    query.only(false, Set.of("limit", "starting_after"));
    var paging = query.paging(PAGE_MAX);
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    var below = id(paging.after());
    if (below.isEmpty() && !paging.after().isEmpty()) {
      return V2Door.refused(V2Query.badCursor(request.query(), "the id of a replay"), request);
    }
    var some = replaying.jobs().page(place.account(), place.lane(), below, paging.limit() + 1);
    boolean more = some.size() > paging.limit();
    var page = more ? some.subList(0, paging.limit()) : some;
    var json = new JsonWriter();
    var listing = new Listing<>(place.path(), page, more ? name(page.getLast()) : "");
    return Reply.json(200, V2Replies.list(json, listing, job -> shown(json, job)));
  }

  Reply one(Request request, Place place) {
    return own(request, place)
        .map(job -> Reply.json(200, body(job)))
        .orElseGet(() -> none(request));
  }

  /// Ends it where it is: what it has owed already is told. A repeated request is answered with how
  /// it stands.
  Reply cancel(Caller caller, Request request, Place place) throws InterruptedException {
    var unusable = Repeats.refusal(request);
    var job = own(request, place);
    if (unusable.isPresent() || job.isEmpty()) {
      return unusable.map(no -> V2Door.refused(no, request)).orElseGet(() -> none(request));
    }
    var key = key(request, place, "v2 cancel replay " + request.variable("replay") + ' ');
    var taken = key.isEmpty() ? Optional.<Refusal>empty() : roster.keep(key.get(), job.get().id());
    if (taken.isPresent()) {
      return V2Door.refused(taken.get(), request);
    }
    return replaying
        .cancel(job.get(), caller.author(request))
        .map(ended -> Reply.json(200, body(ended)))
        .orElseGet(() -> V2Door.notKept(request));
  }

  private Optional<Replay> own(Request request, Place place) {
    return id(request.variable("replay"))
        .flatMap(replaying.jobs()::find)
        .filter(job -> job.account().equals(place.account()))
        .filter(job -> job.lane().equals(place.lane()));
  }

  private static Optional<Id> id(String name) {
    return name.startsWith(PREFIX)
        ? Id.fromUuid(name.substring(PREFIX.length()))
        : Optional.empty();
  }

  private static String name(Replay job) {
    return PREFIX + job.id().uuid();
  }

  private static Reply none(Request request) {
    return V2Door.refused(
        Refusal.of(Fault.NOT_FOUND, "replay", "There is no such replay."), request);
  }

  private static byte[] body(Replay job) {
    var json = new JsonWriter();
    shown(json, job);
    return json.bytes();
  }

  private static void shown(JsonWriter json, Replay job) {
    var wanted = job.wanted();
    var standing = job.standing();
    var counts = standing.counts();
    json.object().text("id", name(job)).text("object", "replay");
    json.textOrNull("endpoint", job.endpoint().orElse(""));
    json.textOrNull("url", wanted.url());
    json.text("state", standing.state().word()).textOrNull("reason", standing.reason());
    json.flag("failed", wanted.failed());
    moment(json, "from", Optional.of(wanted.from()).filter(Instant.EPOCH::isBefore));
    json.moment("until", wanted.until()).texts("events", EventChoice.words(wanted.kinds()));
    json.number("found", counts.found()).number("queued", counts.queued());
    json.object("skipped").number("owed", counts.owed()).number("resting", counts.resting()).end();
    json.moment("created", job.ordered());
    moment(json, "started", standing.started());
    moment(json, "ended", standing.ended());
    json.end();
  }

  private static void moment(JsonWriter json, String name, Optional<Instant> at) {
    at.ifPresentOrElse(moment -> json.moment(name, moment), () -> json.none(name));
  }
}
