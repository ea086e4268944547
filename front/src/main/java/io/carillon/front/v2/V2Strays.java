package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.engine.inbound.Strays;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Repeats;
import io.carillon.front.door.Scope;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.v2.V2Replies.Listing;
import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Fragment;
import io.carillon.model.Id;
import io.carillon.model.Refusal;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Route;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Answers operators what people wrote to numbers that no account owns, the newest first, and has
/// one delivered once an account owns its number.
final class V2Strays {
  private static final String PATH = "/v2/strays";
  private static final String PREFIX = "str_";
  private static final int PAGE_MAX = 100;
  private static final int BODY_MAX = 16 * 1024;

  /// Held by a request that found nothing.
  private static final Id NOTHING = new Id(0, 0);

  private final Strays strays;
  private final Roster roster;

  V2Strays(Strays strays, Roster roster) {
    this.strays = strays;
    this.roster = roster;
  }

  /// Their paths.
  List<Route> routes(V2Routes to) {
    return List.of(
        to.search("/strays", Scope.OPERATE, this::list),
        to.get("/strays/{id}", Scope.OPERATE, this::one),
        to.post("/strays/{id}/deliver", BODY_MAX, Scope.OPERATE, this::deliver));
  }

  private Reply list(Caller caller, Request request) {
    var query = new V2Query(request.query());
    query.only(false, Set.of("limit", "starting_after"));
    var paging = query.paging(PAGE_MAX);
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    var behind = id(paging.after());
    if (behind.isEmpty() && !paging.after().isEmpty()) {
      return V2Door.refused(V2Query.badCursor(request.query(), "the id of a stray"), request);
    }
    var some = strays.page(behind, paging.limit() + 1);
    boolean more = some.size() > paging.limit();
    var page = more ? some.subList(0, paging.limit()) : some;
    var json = new JsonWriter();
    var listing = new Listing<>(PATH, page, more ? name(page.getLast().series()) : "");
    return Reply.json(200, V2Replies.list(json, listing, stray -> shown(json, stray)));
  }

  private Reply one(Caller caller, Request request) {
    var found = id(request.variable("id")).flatMap(strays::find);
    if (found.isEmpty()) {
      return V2Door.refused(none(), request);
    }
    var json = new JsonWriter();
    shown(json, found.get());
    return Reply.json(200, json.bytes());
  }

  /// A repeated request finds it delivered where the first one did that, and tries again where it
  /// could not.
  private Reply deliver(Caller caller, Request request) throws InterruptedException {
    var unusable = Repeats.refusal(request);
    if (unusable.isPresent()) {
      return V2Door.refused(unusable.get(), request);
    }
    var named = id(request.variable("id")).orElse(NOTHING);
    var found = strays.find(named).map(Fragment::series).orElse(NOTHING);
    var key = Repeats.key(request, caller.account().id(), "v2 deliver stray " + named.hex());
    if (key.isPresent()) {
      switch (roster.hold(key.get(), found)) {
        case Order.Done<Id>(var held, var repeated) -> {
          if (repeated && found.equals(NOTHING) && !held.equals(NOTHING)) {
            return delivered(held).with("Idempotent-Replayed", "true");
          }
        }
        case Order.Refused<Id>(var no) -> {
          return V2Door.refused(no, request);
        }
      }
    }
    return switch (strays.deliver(found)) {
      case DONE -> delivered(found);
      case GONE -> V2Door.refused(none(), request);
      case OWNERLESS ->
          V2Door.refused(
              Refusal.of(
                  Fault.SENDER_NOT_REGISTERED,
                  "id",
                  "No account owns the number that it was written to."),
              request);
      case BROKEN ->
          V2Door.refused(Refusal.of(Fault.STORE_DOWN, "", "It could not be delivered."), request);
    };
  }

  private static Refusal none() {
    return Refusal.of(Fault.NOT_FOUND, "id", "There is no such stray, or none any more.");
  }

  private static Reply delivered(Id id) {
    var json = new JsonWriter().object();
    json.text("id", name(id)).text("object", "stray").flag("delivered", true);
    return Reply.json(200, json.end().bytes());
  }

  private static Optional<Id> id(String name) {
    return name.startsWith(PREFIX)
        ? Id.fromUuid(name.substring(PREFIX.length()))
        : Optional.empty();
  }

  private static String name(Id id) {
    return PREFIX + id.uuid();
  }

  private static void shown(JsonWriter json, Fragment stray) {
    var arrived = stray.arrived();
    json.object().text("id", name(stray.series())).text("object", "stray");
    json.flag("delivered", false);
    json.text("channel", arrived.channel().name().toLowerCase(Locale.ROOT));
    json.text("carrier", stray.carrier());
    json.text("from", arrived.from().value()).text("to", arrived.to().value());
    if (arrived.content() instanceof Content.Binary(var data, _)) {
      json.none("text").text("octets", HexFormat.of().formatHex(data.octets()));
    } else {
      json.text("text", arrived.content().words()).none("octets");
    }
    json.texts("notes", arrived.manner().odd());
    json.moment("received", stray.at()).end();
  }
}
