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
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.Optional;
import java.util.Set;

/// Answers what is asked of the key that seals what an account's messages say: another one, or its
/// end.
final class V2ContentKeys {
  private static final String PREFIX = "AC";
  private static final String CONFIRMED = "cannot-be-undone";
  private static final int CONFIRMED_MAX = 64;

  private final Roster roster;

  V2ContentKeys(Roster roster) {
    this.roster = roster;
  }

  Reply rotate(Caller caller, Request request) throws InterruptedException {
    var refusal = refusal(caller, request);
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var account = caller.account().id();
    var once = Repeats.key(request, account, "v2 rotate content key");
    return shown(roster.by(caller.author(request)).reseal(account, once), "rotated", request);
  }

  /// Nothing takes it back, and the caller says that it is known.
  Reply shred(Caller caller, Request request) throws InterruptedException {
    var account = caller.account().id();
    var fields = Fields.readAll(request.body());
    fields.only(Set.of("confirm"));
    fields.require("confirm");
    var confirmed = fields.text("confirm", CONFIRMED_MAX);
    if (confirmed.filter(word -> !word.equals(CONFIRMED)).isPresent()) {
      fields.wrong("confirm", "must be " + CONFIRMED);
    }
    var refusal = refusal(caller, request).or(fields::refusal);
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var once = Repeats.key(request, account, "v2 shred content key");
    return shown(roster.by(caller.author(request)).shred(account, once), "shredded", request);
  }

  private static Optional<Refusal> refusal(Caller caller, Request request) {
    return Optional.of(Refusal.of(Fault.FORBIDDEN, "", "A test key changes no keys of content."))
        .filter(_ -> !caller.isLive())
        .or(() -> Repeats.refusal(request));
  }

  private static Reply shown(Order<AccountId> order, String done, Request request) {
    return switch (order) {
      case Order.Done<AccountId>(var account, var repeated) -> {
        var json = new JsonWriter();
        json.object().text("account", PREFIX + account).text("object", "content_key");
        json.text("status", done).end();
        var reply = Reply.json(200, json.bytes());
        yield repeated ? reply.with("Idempotent-Replayed", "true") : reply;
      }
      case Order.Refused<AccountId>(var refusal) -> V2Door.refused(refusal, request);
    };
  }
}
