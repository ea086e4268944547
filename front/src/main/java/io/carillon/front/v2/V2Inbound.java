package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.engine.inbound.Ears;
import io.carillon.engine.inbound.Hearing;
import io.carillon.front.arranged.OwnNumber;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Repeats;
import io.carillon.front.json.Fields;
import io.carillon.front.json.JsonWriter;
import io.carillon.model.Address;
import io.carillon.model.Fault;
import io.carillon.model.Inbox.Hook;
import io.carillon.model.Refusal;
import io.carillon.model.Resource;
import io.carillon.model.Sender;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Answers where the account hears what people write to a sender, and sets it for the sender.
final class V2Inbound {
  private static final int WORD_MAX = 64;
  private static final Set<String> FIELDS =
      Set.of(
          Hearing.DIALECT,
          Hearing.URL,
          Hearing.METHOD,
          Hearing.FALLBACK_URL,
          Hearing.FALLBACK_METHOD);

  private final Accounts accounts;
  private final Ears ears;
  private final Roster roster;
  private final Clock clock;
  private final Function<String, Optional<String>> objections;

  /// @param objections what stands against calling a URL, told without asking for its name
  V2Inbound(
      V2Routes.Reading reading,
      Roster roster,
      Clock clock,
      Function<String, Optional<String>> objections) {
    this.accounts = reading.accounts();
    this.ears = reading.numbering().ears();
    this.roster = roster;
    this.clock = clock;
    this.objections = objections;
  }

  private interface Doing {
    Reply with(Sender sender) throws InterruptedException;
  }

  /// Does something with a sender that people can write to.
  private Reply asked(Caller caller, Request request, Doing doing) throws InterruptedException {
    var sender = V2Senders.roll(accounts, caller).find(request.variable("id"));
    if (sender.isEmpty()) {
      return V2Senders.none(request);
    }
    return switch (sender.get().address().kind()) {
      case PHONE, SHORT_CODE -> doing.with(sender.get());
      case ALPHANUMERIC, TOKEN, HANDLE, MAIL ->
          V2Door.refused(
              Refusal.of(
                  Fault.FIELD_INVALID,
                  "id",
                  "Nobody can write to a name: only a number or a short code hears."),
              request);
    };
  }

  Reply one(Caller caller, Request request) throws InterruptedException {
    return asked(caller, request, this::shown);
  }

  private Reply shown(Sender sender) {
    var own = number(sender).settings().flatMap(Hearing::of);
    var ear = ears.of(sender.account(), sender.address());
    var main = ear.map(found -> found.inbox().main());
    var fallback = ear.flatMap(found -> found.inbox().fallback());
    var json = new JsonWriter().object().text("object", "inbound");
    json.text("sender", SenderName.of(sender));
    json.textOrNull(
        Hearing.DIALECT, ear.map(Ears.Ear::word).or(() -> own.map(Hearing::word)).orElse(""));
    json.textOrNull(Hearing.URL, main.map(Hook::url).orElse(""));
    json.textOrNull(Hearing.METHOD, main.map(Hook::method).orElse(""));
    json.textOrNull(Hearing.FALLBACK_URL, fallback.map(Hook::url).orElse(""));
    json.textOrNull(Hearing.FALLBACK_METHOD, fallback.map(Hook::method).orElse(""));
    json.textOrNull(
        "set_by",
        ear.map(Ears.Ear::cause)
            .or(() -> own.map(_ -> Ears.Cause.SENDER))
            .map(cause -> cause.name().toLowerCase(Locale.ROOT))
            .orElse(""));
    return Reply.json(200, json.end().bytes());
  }

  private OwnNumber number(Sender sender) {
    return OwnNumber.of(accounts.directory(), sender.account(), sender.address());
  }

  Reply set(Caller caller, Request request) throws InterruptedException {
    return asked(caller, request, sender -> set(caller, request, sender));
  }

  private Reply set(Caller caller, Request request, Sender sender) throws InterruptedException {
    var fields = Fields.readAll(request.body());
    fields.only(FIELDS);
    fields.require(Hearing.DIALECT);
    var hearing =
        new Hearing(
            fields.text(Hearing.DIALECT, WORD_MAX).orElse(""),
            hook(fields, Hearing.URL, Hearing.METHOD),
            hook(fields, Hearing.FALLBACK_URL, Hearing.FALLBACK_METHOD));
    if (fields.refusal().isEmpty()) {
      if (hearing.word().isEmpty()) {
        fields.wrong(Hearing.DIALECT, "must not be empty; DELETE forgets what is set");
      }
      hearing.problems(ears.shapes(), fields::wrong);
    }
    return changed(caller, request, sender, fields, hearing::laidOver);
  }

  private Optional<Hook> hook(Fields fields, String word, String methodWord) {
    var method = fields.text(methodWord, WORD_MAX).orElse("POST");
    if (!method.equals("GET") && !method.equals("POST")) {
      fields.wrong(methodWord, "must be GET or POST");
    }
    var url = fields.text(word, Hearing.URL_MAX);
    url.flatMap(objections)
        .ifPresent(why ->
            fields.refuse(
                Refusal.of(Fault.CALLBACK_REFUSED, word, "\"" + word + "\": " + why + ".")));
    return url.map(text -> new Hook(text, method.equals("GET")));
  }

  /// Forgets what is set for the sender.
  Reply forget(Caller caller, Request request) throws InterruptedException {
    return asked(
        caller, request, sender -> changed(caller, request, sender, Fields.NONE, Hearing::without));
  }

  private Reply changed(
      Caller caller,
      Request request,
      Sender sender,
      Fields fields,
      UnaryOperator<Map<String, String>> facts)
      throws InterruptedException {
    var refusal = against(caller, request, fields);
    if (refusal.isEmpty()) {
      refusal = conflict(caller, request, sender.address());
    }
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var number = number(sender);
    var next = number.with(facts.apply(number.facts()), clock.now());
    return switch (roster.by(caller.author(request)).put(next)) {
      case Order.Done<Resource> _ -> shown(sender);
      case Order.Refused<Resource>(var no) -> V2Door.refused(no, request);
    };
  }

  private static Optional<Refusal> against(Caller caller, Request request, Fields fields) {
    var test =
        Optional.of(Refusal.of(Fault.FORBIDDEN, "", "Only a live key says where a sender hears."))
            .filter(_ -> !caller.isLive());
    return test.or(() -> Repeats.refusal(request)).or(fields::refusal);
  }

  private Optional<Refusal> conflict(Caller caller, Request request, Address sender)
      throws InterruptedException {
    var account = caller.account().id();
    var once = Repeats.key(request, account, "v2 inbound " + sender.value());
    return once.isEmpty() ? Optional.empty() : roster.keep(once.get(), account.value());
  }
}
