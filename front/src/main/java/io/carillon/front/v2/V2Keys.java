package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.front.door.Caller;
import io.carillon.front.door.NewKeys;
import io.carillon.front.door.Repeats;
import io.carillon.front.door.Scope;
import io.carillon.front.json.Fields;
import io.carillon.model.ApiKey;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Signings;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Answers what is asked of API keys: made, listed, rotated, revoked. A key gives no more than it
/// has: it makes none with a scope that it lacks, and a test key makes no live one.
final class V2Keys {
  private static final int NAME_MAX = 128;
  private static final int DESCRIPTION_MAX = 1_024;
  private static final int RATE_MAX = 100_000;

  /// Seconds for which a key that is rotated still opens the door: a day where nothing is said.
  private static final long OVERLAP = 86_400;

  private static final long OVERLAP_MAX = 30 * OVERLAP;
  private static final Set<String> FIELDS =
      Set.of("name", "description", "scopes", "live", "rate", "expires_at");

  private final Accounts accounts;
  private final Roster roster;
  private final NewKeys newKeys;
  private final Signings signings;
  private final Clock clock;

  V2Keys(Accounts accounts, Signings signings, V2Routes.Acting acting, Clock clock) {
    this.signings = signings;
    this.accounts = accounts;
    this.roster = acting.roster();
    this.newKeys = acting.newKeys();
    this.clock = clock;
  }

  Reply create(Caller caller, Request request) throws InterruptedException {
    var unusable = Repeats.refusal(request);
    if (unusable.isPresent()) {
      return V2Door.refused(unusable.get(), request);
    }
    var fields = Fields.readAll(request.body());
    var wish = wish(fields, caller);
    if (fields.refusal().isPresent()) {
      return V2Door.refused(fields.refusal().get(), request);
    }
    var once = Repeats.key(request, caller.account().id(), "v2 create key");
    return made(newKeys.make(caller, caller.author(request), wish, once), path(caller), request);
  }

  /// Makes a key in the place of one of the account's, which still opens the door for a while.
  Reply rotate(Caller caller, Request request) throws InterruptedException {
    var unusable = Repeats.refusal(request);
    if (unusable.isPresent()) {
      return V2Door.refused(unusable.get(), request);
    }
    var old = roll(caller).find(request.variable("id"));
    if (old.isEmpty()) {
      return noKey(request);
    }
    var fields = Fields.readAll(request.body());
    fields.only(Set.of("overlap"));
    long overlap = fields.whole("overlap", 0, OVERLAP_MAX).orElse(OVERLAP);
    if (fields.refusal().isPresent()) {
      return V2Door.refused(fields.refusal().get(), request);
    }
    var place = "v2 rotate " + old.get().id();
    var once = Repeats.key(request, caller.account().id(), place);
    var pause = Duration.ofSeconds(overlap);
    var order = newKeys.rotate(caller, caller.author(request), old.get(), pause, once);
    return made(order, path(caller), request);
  }

  private Reply made(Order<NewKeys.Made> order, String path, Request request) {
    return switch (order) {
      case Order.Refused<NewKeys.Made>(var no) -> V2Door.refused(no, request);
      case Order.Done<NewKeys.Made>(var made, var repeated) -> {
        var reply =
            Reply.json(
                    201,
                    V2Replies.key(
                        made.key(), Optional.of(made.text()), Optional.empty(), clock.now()))
                .with("Location", path + "/" + made.key().id())
                .with("Cache-Control", "no-store");
        yield repeated ? reply.with("Idempotent-Replayed", "true") : reply;
      }
    };
  }

  private NewKeys.Wish wish(Fields fields, Caller caller) {
    fields.only(FIELDS);
    fields.require("name");
    var name = fields.text("name", NAME_MAX).orElse("");
    if (fields.has("name") && name.isBlank()) {
      fields.wrong("name", "must not be blank");
    }
    var expires = fields.moment("expires_at");
    if (expires.isPresent() && !expires.get().isAfter(clock.now())) {
      fields.wrong("expires_at", "must lie ahead");
    }
    return new NewKeys.Wish(
        new ApiKey.About(name, fields.text("description", DESCRIPTION_MAX).orElse("")),
        new ApiKey.Grant(
            scopes(fields, caller),
            fields.flag("live", caller.isLive()),
            (int) fields.whole("rate", 1, RATE_MAX).orElse(0)),
        expires);
  }

  /// Where no scopes are named: those of the caller.
  private static Set<String> scopes(Fields fields, Caller caller) {
    if (!fields.has("scopes")) {
      return Scope.handedOn(caller);
    }
    var scopes = new HashSet<>(fields.texts("scopes", 1, Scope.EVERY_WORD.size()));
    if (!Scope.EVERY_WORD.containsAll(scopes)) {
      fields.wrong(
          "scopes",
          "must hold words of " + String.join(", ", Scope.EVERY_WORD.stream().sorted().toList()));
    }
    return scopes;
  }

  Reply list(Caller caller, Request request) {
    return roll(caller)
        .list(
            request,
            "the id of a key",
            page -> {
              var uses = signings.uses(page.items().stream().map(ApiKey::id).toList());
              return V2Replies.keys(page, uses, clock.now());
            });
  }

  Reply one(Caller caller, Request request) {
    return roll(caller)
        .find(request.variable("id"))
        .map(this::reply)
        .orElseGet(() -> noKey(request));
  }

  Reply revoke(Caller caller, Request request) throws InterruptedException {
    var unusable = Repeats.refusal(request);
    if (unusable.isPresent()) {
      return V2Door.refused(unusable.get(), request);
    }
    var account = caller.account().id();
    var id = request.variable("id");
    if (roll(caller).find(id).isEmpty()) {
      return noKey(request);
    }
    var once = Repeats.key(request, account, "v2 revoke " + id);
    if (once.isPresent()) {
      var conflict = roster.keep(once.get(), account.value());
      if (conflict.isPresent()) {
        return V2Door.refused(conflict.get(), request);
      }
    }
    return switch (roster.by(caller.author(request)).revoke(account, id)) {
      case Order.Done<ApiKey>(var key, _) -> reply(key);
      case Order.Refused<ApiKey>(var refusal) ->
          refusal.fault() == Fault.NOT_FOUND ? noKey(request) : V2Door.refused(refusal, request);
    };
  }

  private Reply reply(ApiKey key) {
    var last = Optional.ofNullable(signings.uses(List.of(key.id())).get(key.id()));
    return Reply.json(200, V2Replies.key(key, Optional.empty(), last, clock.now()));
  }

  private static Reply noKey(Request request) {
    return V2Door.refused(
        Refusal.of(Fault.NOT_FOUND, "id", "The account has no such key."), request);
  }

  /// Where the keys stand: those of an account below the one whose key was shown have a path of
  /// their own.
  private static String path(Caller caller) {
    var account = caller.account().id();
    boolean own = caller.key().map(key -> key.account().equals(account)).orElse(true);
    return own ? "/v2/keys" : "/v2/accounts/AC" + account + "/keys";
  }

  /// The newest first.
  private Roll<ApiKey> roll(Caller caller) {
    var keys =
        accounts.directory().keys(caller.account().id()).stream()
            .sorted(
                Comparator.comparing((ApiKey key) -> key.life().created())
                    .reversed()
                    .thenComparing(ApiKey::id))
            .toList();
    return new Roll<>(path(caller), keys, ApiKey::id);
  }
}
