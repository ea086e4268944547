package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.engine.notify.EventReplays;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Repeats;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.v2.V2Replies.Listing;
import io.carillon.model.AccountEvent;
import io.carillon.model.AccountEvent.What;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Notice;
import io.carillon.model.Refusal;
import io.carillon.model.port.AccountEvents;
import io.carillon.model.port.Clock;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Answers what happened to an account, the newest first, and whether it was told; has it told
/// again.
final class V2AccountEvents {
  private static final String PATH = "/v2/account/events";
  private static final String PREFIX = "evt_";
  private static final int PAGE_MAX = 100;

  private final AccountEvents events;
  private final Roster roster;
  private final EventReplays replays;

  V2AccountEvents(AccountEvents events, Roster roster, Clock clock) {
    this.events = events;
    this.roster = roster;
    this.replays = new EventReplays(events, clock);
  }

  Reply list(Caller caller, Request request) {
    var query = new V2Query(request.query());
    query.only(false, Set.of("limit", "starting_after"));
    var paging = query.paging(PAGE_MAX);
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    var behind = id(paging.after());
    if (behind.isEmpty() && !paging.after().isEmpty()) {
      return V2Door.refused(V2Query.badCursor(request.query(), "the id of an event"), request);
    }
    var some = events.page(caller.account().id(), behind, paging.limit() + 1);
    boolean more = some.size() > paging.limit();
    var page = more ? some.subList(0, paging.limit()) : some;
    var json = new JsonWriter();
    var listing = new Listing<>(PATH, page, more ? name(page.getLast()) : "");
    return Reply.json(200, V2Replies.list(json, listing, event -> shown(json, event)));
  }

  /// Owes one again; a repeated request finds it as the first one left it, or as it has become.
  Reply retell(Caller caller, Request request) throws InterruptedException {
    var unusable = Repeats.refusal(request);
    if (unusable.isPresent()) {
      return V2Door.refused(unusable.get(), request);
    }
    var account = caller.account().id();
    var found = id(request.variable("id")).flatMap(id -> replays.find(account, id));
    if (found.isEmpty()) {
      var none = Refusal.of(Fault.NOT_FOUND, "id", "The account has no such event.");
      return V2Door.refused(none, request);
    }
    var event = found.get();
    var key = Repeats.key(request, account, "v2 retell event " + name(event));
    if (key.isEmpty()) {
      return one(replays.again(event));
    }
    return switch (roster.hold(key.get(), event.id())) {
      case Order.Done<Id>(_, var repeated) -> one(repeated ? event : replays.again(event));
      case Order.Refused<Id>(var no) -> V2Door.refused(no, request);
    };
  }

  private static Reply one(AccountEvent event) {
    var json = new JsonWriter();
    shown(json, event);
    return Reply.json(200, json.bytes());
  }

  private static Optional<Id> id(String name) {
    return name.startsWith(PREFIX)
        ? Id.fromUuid(name.substring(PREFIX.length()))
        : Optional.empty();
  }

  /// What it is called, also in the header of its webhook.
  static String name(AccountEvent event) {
    return name(event.id());
  }

  /// The name of the event with this id.
  static String name(Id event) {
    return PREFIX + event.uuid();
  }

  /// The body of its webhook.
  static byte[] body(AccountEvent event) {
    var json = new JsonWriter().object();
    facts(json, event);
    return json.end().bytes();
  }

  private static void shown(JsonWriter json, AccountEvent event) {
    json.object();
    facts(json, event);
    moment(json, "over", event.over());
    var telling = event.telling();
    json.object("webhook").text("state", state(telling)).number("failures", telling.attempts());
    if (telling.answer() == 0) {
      json.none("answer");
    } else {
      json.number("answer", telling.answer());
    }
    moment(json, "due", telling.due());
    moment(json, "ended", telling.ended());
    json.end().end();
  }

  private static void facts(JsonWriter json, AccountEvent event) {
    json.text("id", name(event)).text("object", "event");
    json.text("type", event.what().kind().word()).moment("created", event.at());
    json.text("account", "AC" + event.account().value().hex());
    switch (event.what()) {
      case What.BalanceLow(var balance, var below) -> {
        var money = new MessageBody(json);
        money.price("balance", Optional.of(balance));
        money.price("below", Optional.of(below));
      }
    }
  }

  private static String state(Notice.Telling telling) {
    return telling.progress().name().toLowerCase(Locale.ROOT);
  }

  private static void moment(JsonWriter json, String name, Optional<Instant> moment) {
    moment.ifPresentOrElse(at -> json.moment(name, at), () -> json.none(name));
  }
}
