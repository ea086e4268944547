package io.carillon.front.v2;

import io.carillon.engine.optout.Recording.Said;
import io.carillon.engine.optout.Recording.Whom;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Person;
import io.carillon.front.form.FormFields;
import io.carillon.front.json.Fields;
import io.carillon.model.Address;
import io.carillon.model.ApiKey;
import io.carillon.model.Consent.Action;
import io.carillon.model.Consent.Method;
import io.carillon.model.Consent.Proof;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import io.carillon.model.Sender;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads what a person said, from bodies and from the lines of lists.
final class ConsentBody {
  /// What a body may say.
  static final Set<String> FIELDS =
      Set.of(
          "to",
          "from",
          "pool",
          "action",
          "method",
          "at",
          "program",
          "words",
          "source",
          "agent",
          "confirmation");

  /// What a line may say beside that, and is passed over: an export is a list, too.
  static final Set<String> EXPORTED = Set.of("id", "object", "reach", "in_force", "actor", "seal");

  private static final int SHORT = 200;
  private static final int MEDIUM = 500;
  private static final int LONG = 2_000;
  private static final String METHODS =
      "must be keyword, web, paper, voice, api, import or carrier";

  private final String actor;
  private final Instant now;
  private final Map<String, Address> senders;
  private final Set<Id> pools = new HashSet<>();

  ConsentBody(Caller caller, Directory directory, Instant now) {
    this.actor =
        caller
            .key()
            .map(ApiKey::id)
            .or(() -> caller.person().map(user -> Person.name(user.id())))
            .orElse("");
    this.now = now;
    var account = caller.account().id();
    senders =
        directory.senders(account).stream()
            .map(Sender::address)
            .collect(Collectors.toMap(Address::value, it -> it, (one, _) -> one));
    directory.resources(account, Resource.Kind.POOL).forEach(pool -> pools.add(pool.id()));
  }

  /// What it says; what is wrong with it is noted in the fields, and it then means nothing.
  ///
  /// @param usual how it was said where that is not told
  Said read(Fields fields, Method usual) {
    fields.require("to", "action");
    var to = fields.text("to").map(FormFields::withPlus).filter(Address::isE164);
    if (to.isEmpty() && fields.has("to")) {
      fields.wrong("to", "must be in E.164 format, such as +14155552671");
    }
    var action = fields.text("action").flatMap(Action::of);
    if (action.isEmpty() && fields.has("action")) {
      fields.wrong("action", "must be grant, revoke or ask");
    }
    var method = fields.text("method").flatMap(Method::of);
    if (method.isEmpty() && fields.has("method")) {
      fields.wrong("method", METHODS);
    }
    var at = fields.moment("at");
    if (at.filter(now::isBefore).isPresent()) {
      fields.wrong("at", "must not lie ahead");
    }
    return new Said(
        Address.phone(to.orElse("+10")),
        whom(fields),
        action.orElse(Action.REVOKE),
        at.orElse(now),
        proof(fields, method.orElse(usual)));
  }

  private Proof proof(Fields fields, Method method) {
    return new Proof(
        method,
        fields.text("program", SHORT).orElse(""),
        fields.text("words", LONG).orElse(""),
        fields.text("source", MEDIUM).orElse(""),
        fields.text("agent", MEDIUM).orElse(""),
        actor,
        fields.text("confirmation", MEDIUM).orElse(""));
  }

  private Whom whom(Fields fields) {
    var from = fields.text("from");
    var sender =
        from.flatMap(it ->
            Optional.ofNullable(senders.get(it))
                .or(() -> Optional.ofNullable(senders.get(FormFields.withPlus(it)))));
    if (from.isPresent() && sender.isEmpty()) {
      fields.wrong("from", "must be a sender of the account");
    }
    var named = fields.text("pool");
    var pool = named.flatMap(Id::fromHex).filter(pools::contains);
    if (named.isPresent() && pool.isEmpty()) {
      fields.wrong("pool", "must be the id of a pool of the account, 32 hexadecimal digits");
    }
    if (from.isPresent() && named.isPresent()) {
      fields.wrong("pool", "goes without from");
    }
    return sender
        .<Whom>map(Whom.OneSender::new)
        .or(() -> pool.map(Whom.OnePool::new))
        .orElse(Whom.EVERY_SENDER);
  }
}
