package io.carillon.front.v2;

import io.carillon.engine.notify.LaneStanding;
import io.carillon.front.door.Caller;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.naming.MessageNames;
import io.carillon.front.v2.V2Replies.Listing;
import io.carillon.model.AccountId;
import io.carillon.model.Attempt.Exchange;
import io.carillon.model.Endpoint;
import io.carillon.model.Fault;
import io.carillon.model.Happening;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Refusal;
import io.carillon.model.port.Attempts;
import io.carillon.model.port.Attempts.Health;
import io.carillon.model.port.Attempts.Kept;
import io.carillon.model.port.Herald.Telling;
import io.carillon.model.port.Herald.Tried;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Notices;
import io.carillon.model.port.Notices.Owed;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/// Answers how webhooks were told: the tries of an endpoint or of one webhook, the newest first,
/// and how an endpoint stands.
final class V2Attempts {
  private static final String PREFIX = "try_";
  private static final int PAGE_MAX = 100;
  private static final int DIGITS_MAX = 18;

  private final Attempts attempts;
  private final Notices notices;
  private final Messages messages;
  private final Function<String, Optional<LaneStanding>> lanes;

  V2Attempts(V2Routes.Reading reading) {
    this.attempts = reading.attempts();
    this.notices = reading.notices();
    this.messages = reading.messages();
    this.lanes = reading.lanes();
  }

  /// The tries of an endpoint.
  Reply ofEndpoint(Endpoint endpoint, Request request) {
    return page(
        "/v2/endpoints/" + endpoint.name() + "/attempts",
        request,
        (before, limit) -> attempts.of(endpoint.account(), endpoint.id(), before, limit));
  }

  /// The tries of one webhook.
  Reply ofWebhook(Caller caller, Request request) {
    var name = WebhookName.read(request.variable("id"));
    var owner = name.map(WebhookName::message).flatMap(this::owner);
    if (owner.isEmpty() || !owner.get().equals(caller.account().id())) {
      return V2Door.refused(
          Refusal.of(Fault.NOT_FOUND, "id", "The account has no such webhook."), request);
    }
    var webhook = name.orElseThrow();
    return page(
        "/v2/webhooks/" + webhook.text() + "/attempts",
        request,
        (before, limit) -> attempts.of(webhook.message(), webhook.sequence(), before, limit));
  }

  private Optional<AccountId> owner(MessageId id) {
    return Happening.isNamed(id)
        ? Optional.ofNullable(notices.happenings(List.of(id)).get(id)).map(Happening::account)
        : messages.find(id).map(Message::account);
  }

  private interface Source {
    List<Kept> page(long before, int limit);
  }

  private static Reply page(String path, Request request, Source source) {
    var query = new V2Query(request.query());
    query.only(false, Set.of("limit", "starting_after"));
    var paging = query.paging(PAGE_MAX);
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    var before = paging.after().isEmpty() ? OptionalLong.of(Long.MAX_VALUE) : read(paging.after());
    if (before.isEmpty()) {
      return V2Door.refused(V2Query.badCursor(request.query(), "the id of an attempt"), request);
    }
    var some = source.page(before.getAsLong(), paging.limit() + 1);
    boolean more = some.size() > paging.limit();
    var page = more ? some.subList(0, paging.limit()) : some;
    var json = new JsonWriter();
    var listing = new Listing<>(path, page, more ? PREFIX + page.getLast().number() : "");
    return Reply.json(200, V2Replies.list(json, listing, kept -> shown(json, kept)));
  }

  private static OptionalLong read(String name) {
    var digits = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
    boolean counts =
        !digits.isEmpty()
            && digits.length() <= DIGITS_MAX
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return counts ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
  }

  /// One of them, as the next element of an array.
  static void shown(JsonWriter json, Kept kept) {
    var attempt = kept.attempt();
    json.object().text("id", PREFIX + kept.number()).text("object", "attempt");
    json.text("webhook", new WebhookName(attempt.message(), attempt.sequence()).text());
    json.textOrNull(
        "message",
        Happening.isNamed(attempt.message()) ? "" : MessageNames.uuid(attempt.message()));
    json.textOrNull("endpoint", attempt.endpoint().map(Endpoint::name).orElse(""));
    json.moment("at", attempt.at()).number("took_ms", attempt.took().toMillis());
    json.flag("told", attempt.told());
    answer(json, attempt.answer(), attempt.why());
    moment(json, "next", attempt.next());
    exchange(json, attempt.exchange());
    json.end();
  }

  private static void answer(JsonWriter json, int answer, String why) {
    if (answer == 0) {
      json.none("answer");
    } else {
      json.number("answer", answer);
    }
    json.textOrNull("error", why);
  }

  private static void exchange(JsonWriter json, Optional<Exchange> exchange) {
    if (exchange.isEmpty()) {
      json.none("request_head").none("response_head").none("response_body");
    } else {
      json.texts("request_head", exchange.get().asked());
      json.texts("response_head", exchange.get().answered());
      json.text("response_body", exchange.get().body());
    }
  }

  private static void moment(JsonWriter json, String name, Optional<Instant> at) {
    at.ifPresentOrElse(moment -> json.moment(name, moment), () -> json.none(name));
  }

  /// How an endpoint stands.
  Reply health(Endpoint endpoint) {
    var health = attempts.health(endpoint.account(), endpoint.id());
    var owed = notices.owed(endpoint.lane());
    return Reply.json(200, health(endpoint, health, owed, lanes.apply(endpoint.lane())));
  }

  private static byte[] health(
      Endpoint endpoint, Health health, Owed owed, Optional<LaneStanding> lane) {
    var json = new JsonWriter();
    json.object().text("object", "endpoint_health").text("endpoint", endpoint.name());
    json.text("state", endpoint.state().word());
    moment(json, "last_success", health.succeeded());
    moment(json, "last_failure", health.failed());
    moment(json, "failing_since", health.failing());
    json.number("failures", health.failures()).number("owed", owed.open());
    moment(json, "oldest_owed", owed.oldest());
    moment(json, "next_try", owed.next());
    json.text("circuit", circuit(lane));
    moment(json, "rests_until", lane.flatMap(LaneStanding::restsUntil));
    json.number("telling", lane.map(LaneStanding::tellers).orElse(0));
    lane.ifPresentOrElse(
        known -> json.number("concurrency", known.limit()), () -> json.none("concurrency"));
    return json.end().bytes();
  }

  private static String circuit(Optional<LaneStanding> lane) {
    if (lane.flatMap(LaneStanding::restsUntil).isPresent()) {
      return "resting";
    }
    return lane.filter(LaneStanding::probes).isPresent() ? "probing" : "closed";
  }

  /// What came of a test.
  static Reply tested(Endpoint endpoint, Tried tried, long tookMs) {
    var json = new JsonWriter();
    json.object().text("object", "endpoint_test").text("endpoint", endpoint.name());
    json.number("took_ms", tookMs);
    json.flag("told", tried.telling() instanceof Telling.Told);
    switch (tried.telling()) {
      case Telling.Told(var answer, _, _, _, _) -> answer(json, answer, "");
      case Telling.NotNow(var answer, var why, _) -> answer(json, answer, why);
      case Telling.GivenUp(var answer, var why) -> answer(json, answer, why);
      case Telling.Gone(var why) -> answer(json, 0, why);
    }
    exchange(json, tried.exchange());
    return Reply.json(200, json.end().bytes());
  }
}
