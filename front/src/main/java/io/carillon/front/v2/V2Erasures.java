package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Repeats;
import io.carillon.front.door.Scope;
import io.carillon.front.json.Fields;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.v2.V2Replies.Listing;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Erasure;
import io.carillon.model.Erasure.Certificate;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Refusal;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Erasures;
import io.carillon.model.port.Ids;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Route;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Takes orders to erase people, tells how far they have come, and gives out what shows that it was
/// done. No answer names a person: an order is told with keyed hashes.
final class V2Erasures {
  private static final String PREFIX = "erasure_";
  private static final String PATH = "/v2/erasures";
  private static final int PAGE_MAX = 100;
  private static final int BODY_MAX = 16 * 1024;
  private static final int NAME_MAX = 64;
  private static final int LINE = 64;

  private final Accounts accounts;
  private final Erasures erasures;
  private final Roster roster;
  private final Ids ids;
  private final Clock clock;

  V2Erasures(V2Routes.Reading reading, Roster roster, V2Routes.Sources sources) {
    accounts = reading.accounts();
    erasures = reading.erasures();
    this.roster = roster;
    ids = sources.ids();
    clock = sources.clock();
  }

  /// Their paths.
  List<Route> routes(V2Routes to) {
    var read = Scope.ACCOUNT_READ;
    return List.of(
        to.post("/erasures", BODY_MAX, Scope.ACCOUNT_WRITE, this::order),
        to.search("/erasures", read, this::list),
        to.get("/erasures/{id}", read, this::one),
        to.get("/erasures/{id}/certificate", read, this::certificate),
        to.get("/signing-key", read, this::key));
  }

  private Reply order(Caller caller, Request request) throws InterruptedException {
    var fields = Fields.readAll(request.body());
    fields.only(Set.of("addresses", "account", "reason"));
    fields.require("addresses", "reason");
    var people = people(fields);
    var reason = fields.text("reason", Erasure.REASON_MAX).orElse("");
    if (fields.has("reason") && reason.isBlank()) {
      fields.wrong("reason", "must say why");
    }
    var account = account(caller, fields.text("account", NAME_MAX).orElse(""));
    var refusal =
        against(caller)
            .or(() -> Repeats.refusal(request))
            .or(fields::refusal)
            .or(() -> no(account));
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var erasure = Erasure.ordered(ids.next(), account.orElseThrow(), reason, clock.now(), people);
    var key = Repeats.key(request, caller.account().id(), "v2 erasure");
    var done = roster.by(caller.author(request)).erase(erasure, key, erasures::find);
    return switch (done) {
      case Order.Done<Erasure>(var made, var repeated) -> {
        var kept = erasures.find(made.id()).orElse(made);
        var reply = Reply.json(202, body(kept));
        yield repeated ? reply.with("Idempotent-Replayed", "true") : reply;
      }
      case Order.Refused<Erasure>(var no) -> V2Door.refused(no, request);
    };
  }

  private static List<Address> people(Fields fields) {
    var texts = fields.texts("addresses", 1, Erasure.PEOPLE_MAX);
    if (!texts.stream().allMatch(Address::isE164)) {
      fields.wrong("addresses", "must be in E.164 format, such as +14155552671");
      return List.of();
    }
    return texts.stream().distinct().map(Address::phone).toList();
  }

  private static Optional<Refusal> against(Caller caller) {
    return caller.isLive()
        ? Optional.empty()
        : Optional.of(Refusal.of(Fault.FORBIDDEN, "", "Only a live key erases people."));
  }

  private Optional<AccountId> account(Caller caller, String asked) {
    var own = caller.account().id();
    return asked.isEmpty()
        ? Optional.of(own)
        : V2SubAccounts.within(accounts.directory(), own, asked);
  }

  private static Optional<Refusal> no(Optional<AccountId> account) {
    var words = "This is neither the account nor one below it.";
    return account.isPresent()
        ? Optional.empty()
        : Optional.of(Refusal.of(Fault.NOT_FOUND, "account", words));
  }

  private Reply list(Caller caller, Request request) {
    var query = new V2Query(request.query());
    query.only(false, Set.of("limit", "starting_after", "account"));
    var paging = query.paging(PAGE_MAX);
    var account = account(caller, query.text("account"));
    var refusal = query.refusal().or(() -> no(account));
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var below = id(paging.after());
    if (below.isEmpty() && !paging.after().isEmpty()) {
      return V2Door.refused(V2Query.badCursor(request.query(), "the id of an erasure"), request);
    }
    var some = erasures.page(account.orElseThrow(), below, paging.limit() + 1);
    boolean more = some.size() > paging.limit();
    var page = more ? some.subList(0, paging.limit()) : some;
    var json = new JsonWriter();
    var listing = new Listing<>(PATH, page, more ? name(page.getLast()) : "");
    return Reply.json(200, V2Replies.list(json, listing, order -> shown(json, order)));
  }

  private Reply one(Caller caller, Request request) {
    return own(caller, request)
        .map(order -> Reply.json(200, body(order)))
        .orElseGet(() -> none(request));
  }

  /// The order that a path names, about the account of the caller or one below it.
  private Optional<Erasure> own(Caller caller, Request request) {
    var directory = accounts.directory();
    return id(request.variable("id"))
        .flatMap(erasures::find)
        .filter(order -> directory.isWithin(order.account(), caller.account().id()));
  }

  private Reply certificate(Caller caller, Request request) throws InterruptedException {
    var order = own(caller, request);
    if (order.isEmpty()) {
      return none(request);
    }
    var certificate = erasures.certificate(order.get().id());
    var json = new JsonWriter().object().text("object", "erasure_certificate");
    json.textOrNull("certificate", certificate.map(Certificate::text).orElse(""));
    json.textOrNull(
        "signature",
        certificate
            .map(one -> Base64.getEncoder().encodeToString(one.signature().octets()))
            .orElse(""));
    return Reply.json(200, key(json).end().bytes());
  }

  private Reply key(Caller caller, Request request) throws InterruptedException {
    var json = new JsonWriter().object().text("object", "signing_key");
    return Reply.json(200, key(json).end().bytes());
  }

  /// As `openssl` reads it (RFC 7468 §13).
  private JsonWriter key(JsonWriter json) throws InterruptedException {
    var lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
    return json.text("algorithm", "Ed25519")
        .text(
            "public_key",
            "-----BEGIN PUBLIC KEY-----\n"
                + lines.encodeToString(erasures.publicKey())
                + "\n-----END PUBLIC KEY-----\n");
  }

  private static Optional<Id> id(String name) {
    return name.startsWith(PREFIX)
        ? Id.fromUuid(name.substring(PREFIX.length()))
        : Optional.empty();
  }

  private static String name(Erasure order) {
    return PREFIX + order.id().uuid();
  }

  private static byte[] body(Erasure order) {
    var json = new JsonWriter();
    shown(json, order);
    return json.bytes();
  }

  private static void shown(JsonWriter json, Erasure order) {
    var finished = order.progress().finished();
    json.object().text("id", name(order)).text("object", "erasure");
    json.text("account", "AC" + order.account());
    json.text("status", finished.isPresent() ? "done" : "working");
    json.text("reason", order.reason()).moment("created", order.ordered());
    finished.ifPresentOrElse(
        moment -> json.moment("finished", moment), () -> json.none("finished"));
    json.texts("people", order.marks()).object("erased");
    new TreeMap<>(order.progress().erased()).forEach(json::number);
    json.end().end();
  }

  private static Reply none(Request request) {
    return V2Door.refused(Refusal.of(Fault.NOT_FOUND, "id", "There is no such erasure."), request);
  }
}
