package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Repeats;
import io.carillon.front.json.Fields;
import io.carillon.front.v2.V2Replays.Place;
import io.carillon.model.Directory;
import io.carillon.model.Endpoint;
import io.carillon.model.Endpoint.State;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.Refusal;
import io.carillon.model.Resource;
import io.carillon.model.Secret;
import io.carillon.model.port.Accounts;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.sign.StandardWebhooks;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Answers what is asked of endpoints: where the account hears what happens in it. Since an
/// endpoint hears of live messages, a test key makes and changes none.
final class V2Endpoints {
  private static final SecureRandom CHANCE = new SecureRandom();
  private static final int KEY_OCTETS = 32;
  private static final Duration OVERLAP_USUAL = Duration.ofHours(24);
  private static final Duration OVERLAP_MAX = Duration.ofDays(7);

  private final Accounts accounts;
  private final Roster roster;
  private final V2Attempts attempts;
  private final V2EndpointHerald herald;
  private final V2Replays replays;
  private final Function<String, Optional<String>> objections;
  private final V2Routes.Sources sources;

  /// @param objections what stands against calling a URL
  V2Endpoints(
      V2Routes.Reading reading,
      V2Routes.Acting acting,
      Function<String, Optional<String>> objections,
      V2Routes.Sources sources) {
    this.accounts = reading.accounts();
    this.attempts = new V2Attempts(reading);
    this.roster = acting.roster();
    this.herald = acting.endpoints();
    this.replays = new V2Replays(acting, sources);
    this.objections = objections;
    this.sources = sources;
  }

  Reply create(Caller caller, Request request) throws InterruptedException {
    var fields = Fields.readAll(request.body());
    fields.require("url");
    var account = caller.account().id();
    var wish = EndpointWish.read(fields, accounts.directory(), account, true);
    var refusal = refusal(caller, request, fields, wish);
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var facts = new HashMap<>(wish.facts());
    facts.putIfAbsent(Endpoint.EVENTS, Endpoint.ALL);
    facts.putIfAbsent(Endpoint.SECRET, newSecret());
    var now = sources.clock().now();
    var name = wish.description().orElse("");
    var made =
        new Resource(sources.ids().next(), account, Resource.Kind.ENDPOINT, name, facts, now, now);
    var once = Repeats.key(request, account, "v2 create endpoint");
    return switch (roster.by(caller.author(request)).add(made, once)) {
      case Order.Done<Resource>(var kept, _) -> {
        var endpoint = Endpoint.of(kept);
        yield secret(
            Reply.json(201, V2EndpointReplies.endpoint(endpoint, Optional.of(endpoint.secret()))));
      }
      case Order.Refused<Resource>(var refused) -> V2Door.refused(refused, request);
    };
  }

  private static String newSecret() {
    var octets = new byte[KEY_OCTETS];
    CHANCE.nextBytes(octets);
    return StandardWebhooks.secret(octets);
  }

  private static Reply secret(Reply reply) {
    return reply.with("Cache-Control", "no-store");
  }

  private Optional<Refusal> refusal(
      Caller caller, Request request, Fields fields, EndpointWish wish) {
    return beyond(caller)
        .or(() -> Repeats.refusal(request))
        .or(fields::refusal)
        .or(() ->
            Optional.ofNullable(wish.facts().get(Endpoint.URL))
                .flatMap(objections)
                .map(why -> Refusal.of(Fault.CALLBACK_REFUSED, "url", "\"url\": " + why + ".")));
  }

  private static Optional<Refusal> beyond(Caller caller) {
    return caller.isLive()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(Fault.FORBIDDEN, "", "A test key makes and changes no endpoints."));
  }

  Reply list(Caller caller, Request request) {
    return roll(caller).list(request, "the id of an endpoint", V2EndpointReplies::endpoints);
  }

  Reply one(Caller caller, Request request) {
    return found(caller, request).map(V2Endpoints::told).orElseGet(() -> none(request));
  }

  Reply change(Caller caller, Request request) throws InterruptedException {
    var endpoint = found(caller, request);
    if (endpoint.isEmpty()) {
      return none(request);
    }
    var fields = Fields.readAll(request.body());
    var wish = EndpointWish.read(fields, directory(), caller.account().id(), false);
    var refusal = refusal(caller, request, fields, wish);
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var before = endpoint.get().resource();
    var name = wish.description().orElse(before.name());
    return kept(caller, request, endpoint.get(), name, wish.facts());
  }

  /// Tells nothing from now on: what it is owed waits.
  Reply pause(Caller caller, Request request) throws InterruptedException {
    return into(State.PAUSED, caller, request);
  }

  /// Tells again, whether it was paused or disabled.
  Reply resume(Caller caller, Request request) throws InterruptedException {
    return into(State.ENABLED, caller, request);
  }

  private Reply into(State state, Caller caller, Request request) throws InterruptedException {
    var endpoint = found(caller, request);
    if (endpoint.isEmpty()) {
      return none(request);
    }
    var refusal = beyond(caller).or(() -> Repeats.refusal(request));
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var word = state == State.ENABLED ? "" : state.word();
    var facts = Map.of(Endpoint.STATE, word, Endpoint.REASON, "");
    return kept(caller, request, endpoint.get(), endpoint.get().resource().name(), facts);
  }

  /// Lays other facts over those that stand; a repeated request is answered with what stands now.
  private Reply kept(
      Caller caller, Request request, Endpoint before, String name, Map<String, String> facts)
      throws InterruptedException {
    var repeated = repeated(caller, request, before);
    if (repeated.isPresent()) {
      return repeated.get();
    }
    return switch (changed(caller, request, before.resource(), name, facts)) {
      case Order.Done<Resource>(var kept, _) -> told(Endpoint.of(kept));
      case Order.Refused<Resource>(var refused) -> V2Door.refused(refused, request);
    };
  }

  private Order<Resource> changed(
      Caller caller, Request request, Resource before, String name, Map<String, String> facts)
      throws InterruptedException {
    var next = new HashMap<>(before.facts());
    next.putAll(facts);
    next.values().removeIf(String::isEmpty);
    var after = before.with(name, next, sources.clock().now());
    return roster.by(caller.author(request)).change(before, after, (_, _) -> Optional.empty());
  }

  /// The answer where the request's idempotency key was used: with another request, or with this.
  private Optional<Reply> repeated(Caller caller, Request request, Endpoint endpoint)
      throws InterruptedException {
    var once = once(caller, request, endpoint);
    if (once.isEmpty()) {
      return Optional.empty();
    }
    return switch (roster.hold(once.get(), endpoint.id())) {
      case Order.Done<Id>(_, var again) -> again ? Optional.of(told(endpoint)) : Optional.empty();
      case Order.Refused<Id>(var refused) -> Optional.of(V2Door.refused(refused, request));
    };
  }

  private static Optional<Idempotency> once(Caller caller, Request request, Endpoint endpoint) {
    var place = "v2 " + request.path() + " " + endpoint.name();
    return Repeats.key(request, caller.account().id(), place);
  }

  Reply drop(Caller caller, Request request) throws InterruptedException {
    var endpoint = found(caller, request);
    if (endpoint.isEmpty()) {
      return none(request);
    }
    var beyond = beyond(caller);
    if (beyond.isPresent()) {
      return V2Door.refused(beyond.get(), request);
    }
    return switch (roster.by(caller.author(request)).drop(endpoint.get().resource())) {
      case Order.Done<Resource>(var gone, _) -> told(Endpoint.of(gone));
      case Order.Refused<Resource>(var refused) -> V2Door.refused(refused, request);
    };
  }

  Reply secret(Caller caller, Request request) {
    return found(caller, request)
        .map(endpoint -> secret(Reply.json(200, V2EndpointReplies.secret(endpoint))))
        .orElseGet(() -> none(request));
  }

  /// Another secret signs from now on, and beside it the one before for a while.
  Reply rotate(Caller caller, Request request) throws InterruptedException {
    var endpoint = found(caller, request);
    if (endpoint.isEmpty()) {
      return none(request);
    }
    var fields = request.body().length == 0 ? Fields.NONE : Fields.readAll(request.body());
    fields.only(Set.of("overlap"));
    var overlap = fields.whole("overlap", 0, OVERLAP_MAX.toSeconds());
    var refusal = beyond(caller).or(() -> Repeats.refusal(request)).or(fields::refusal);
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var repeated = repeated(caller, request, endpoint.get());
    if (repeated.isPresent()) {
      return repeated.get().status() == 200 ? secret(caller, request) : repeated.get();
    }
    var until =
        sources.clock().now().plusSeconds(overlap.orElse(OVERLAP_USUAL.toSeconds())).toString();
    var before = endpoint.get().resource();
    var facts =
        Map.of(
            Endpoint.SECRET,
            newSecret(),
            Endpoint.SECRET_BEFORE,
            endpoint.get().secret().reveal(),
            Endpoint.SECRET_BEFORE_UNTIL,
            until);
    return switch (changed(caller, request, before, before.name(), facts)) {
      case Order.Done<Resource>(var kept, _) ->
          secret(Reply.json(200, V2EndpointReplies.secret(Endpoint.of(kept))));
      case Order.Refused<Resource>(var refused) -> V2Door.refused(refused, request);
    };
  }

  /// The tries of an endpoint.
  Reply attempts(Caller caller, Request request) {
    return found(caller, request)
        .map(endpoint -> attempts.ofEndpoint(endpoint, request))
        .orElseGet(() -> none(request));
  }

  /// How an endpoint stands.
  Reply health(Caller caller, Request request) {
    return found(caller, request).map(attempts::health).orElseGet(() -> none(request));
  }

  /// Has it told an event that tells nothing, and answers what came of it.
  Reply test(Caller caller, Request request) {
    var endpoint = found(caller, request);
    var refusal = beyond(caller).or(() -> Repeats.refusal(request));
    if (endpoint.isEmpty() || refusal.isPresent()) {
      return refusal.map(why -> V2Door.refused(why, request)).orElseGet(() -> none(request));
    }
    long began = sources.clock().ticks();
    var tried = herald.test(endpoint.get(), "evt_" + sources.ids().next().uuid());
    var took = Duration.ofNanos(sources.clock().ticks() - began);
    return V2Attempts.tested(endpoint.get(), tried, took.toMillis());
  }

  /// Orders that it is told something again.
  Reply replay(Caller caller, Request request) throws InterruptedException {
    var endpoint = found(caller, request);
    var refusal = beyond(caller);
    if (endpoint.isEmpty() || refusal.isPresent()) {
      return refusal.map(why -> V2Door.refused(why, request)).orElseGet(() -> none(request));
    }
    return replays.order(caller, request, Place.of(endpoint.get()));
  }

  /// The orders that it is told something again.
  Reply replays(Caller caller, Request request) {
    return found(caller, request)
        .map(endpoint -> replays.list(request, Place.of(endpoint)))
        .orElseGet(() -> none(request));
  }

  /// How far one of them has come.
  Reply oneReplay(Caller caller, Request request) {
    return found(caller, request)
        .map(endpoint -> replays.one(request, Place.of(endpoint)))
        .orElseGet(() -> none(request));
  }

  Reply cancelReplay(Caller caller, Request request) throws InterruptedException {
    var endpoint = found(caller, request);
    var refusal = beyond(caller);
    if (endpoint.isEmpty() || refusal.isPresent()) {
      return refusal.map(why -> V2Door.refused(why, request)).orElseGet(() -> none(request));
    }
    return replays.cancel(caller, request, Place.of(endpoint.get()));
  }

  private static Reply told(Endpoint endpoint) {
    return Reply.json(200, V2EndpointReplies.endpoint(endpoint, Optional.<Secret>empty()));
  }

  private static Reply none(Request request) {
    return V2Door.refused(
        Refusal.of(Fault.NOT_FOUND, "id", "The account has no such endpoint."), request);
  }

  private Directory directory() {
    return accounts.directory();
  }

  private Optional<Endpoint> found(Caller caller, Request request) {
    return directory().endpoint(caller.account().id(), request.variable("id"));
  }

  private Roll<Endpoint> roll(Caller caller) {
    var own =
        directory().endpoints(caller.account().id()).stream()
            .sorted(
                Comparator.comparing((Endpoint one) -> one.resource().created())
                    .thenComparing(Endpoint::id))
            .toList();
    return new Roll<>("/v2/endpoints", own, Endpoint::name);
  }
}
