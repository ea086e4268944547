package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Repeats;
import io.carillon.front.json.Fields;
import io.carillon.front.json.JsonWriter;
import io.carillon.model.AccountId;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.Resource;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.jose.RecipientKey;
import io.carillon.wire.jose.Unfit;
import java.util.Optional;
import java.util.TreeMap;

/// Answers what is asked of the public key for which what an account's messages say is sealed once
/// they are done: registered, replaced, shown, removed.
final class V2ReaderKeys {
  private static final String PREFIX = "AC";
  private static final String ENC = "A256GCM";

  private final Accounts accounts;
  private final Roster roster;
  private final Clock clock;

  V2ReaderKeys(Accounts accounts, Roster roster, Clock clock) {
    this.accounts = accounts;
    this.roster = roster;
    this.clock = clock;
  }

  Reply one(Caller caller, Request request) {
    var account = caller.account().id();
    return standing(account).map(V2ReaderKeys::shown).orElseGet(() -> none(account));
  }

  /// Registers one, in the place of the one before.
  Reply put(Caller caller, Request request) throws InterruptedException {
    var fields = Fields.readAll(request.body());
    var key = ReaderKeys.read(fields);
    var refusal = refusal(caller).or(() -> Repeats.refusal(request)).or(fields::refusal);
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var account = caller.account().id();
    var next = next(account, key.orElseThrow());
    var once = Repeats.key(request, account, "v2 reader key");
    var conflict = once.isEmpty() ? Optional.<Refusal>empty() : roster.keep(once.get(), next.id());
    if (conflict.isPresent()) {
      return V2Door.refused(conflict.get(), request);
    }
    return switch (roster.by(caller.author(request)).put(next)) {
      case Order.Done<Resource>(var kept, _) -> shown(kept);
      case Order.Refused<Resource>(var refused) -> V2Door.refused(refused, request);
    };
  }

  /// The same key once more is no change.
  private Resource next(AccountId account, RecipientKey key) {
    var fresh = ReaderKeys.kept(account, key, clock.now());
    var before = standing(account);
    if (before.isEmpty()) {
      return fresh;
    }
    return before.get().facts().equals(fresh.facts())
        ? before.get()
        : before.get().with(fresh.name(), fresh.facts(), clock.now());
  }

  /// What comes from then on is kept as it is; what was sealed stays so.
  Reply drop(Caller caller, Request request) throws InterruptedException {
    var refusal = refusal(caller);
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var before = standing(caller.account().id());
    if (before.isEmpty()) {
      return V2Door.refused(
          Refusal.of(Fault.NOT_FOUND, "", "No reader key is registered for this account."),
          request);
    }
    return switch (roster.by(caller.author(request)).drop(before.get())) {
      case Order.Done<Resource>(var gone, _) -> shown(gone);
      case Order.Refused<Resource>(var refused) -> V2Door.refused(refused, request);
    };
  }

  private Optional<Resource> standing(AccountId account) {
    return accounts.directory().readerKey(account);
  }

  private static Reply none(AccountId account) {
    var json = new JsonWriter();
    json.object().text("account", PREFIX + account).text("object", "reader_key");
    json.none("thumbprint").none("kid").none("alg").text("enc", ENC).none("jwk");
    json.none("created").none("updated").end();
    return Reply.json(200, json.bytes());
  }

  private static Optional<Refusal> refusal(Caller caller) {
    return Optional.of(Refusal.of(Fault.FORBIDDEN, "", "A test key changes no reader keys."))
        .filter(_ -> !caller.isLive());
  }

  private static Reply shown(Resource kept) {
    var json = new JsonWriter();
    json.object().text("account", PREFIX + kept.account()).text("object", "reader_key");
    json.text("thumbprint", kept.name()).text("kid", kept.facts().getOrDefault("kid", ""));
    json.textOrNull("alg", algorithm(kept));
    json.text("enc", ENC);
    var members = new TreeMap<>(kept.facts());
    members.remove("kid");
    json.labels("jwk", members);
    json.moment("created", kept.created()).moment("updated", kept.updated()).end();
    return Reply.json(200, json.bytes());
  }

  /// Empty where the key cannot be used, which is damage.
  private static String algorithm(Resource kept) {
    try {
      return ReaderKeys.of(kept).algorithm();
    } catch (Unfit _) {
      return "";
    }
  }
}
