package io.carillon.front.v2;

import io.carillon.engine.optout.Answers.Question;
import io.carillon.engine.optout.Recording;
import io.carillon.engine.optout.Recording.Said;
import io.carillon.engine.optout.Recording.Whom;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Repeats;
import io.carillon.front.form.FormFields;
import io.carillon.front.json.Fields;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.v2.V2Replies.Listing;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Consent.Action;
import io.carillon.model.Consent.Method;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Refusal;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Consents;
import io.carillon.model.port.Consents.Filter;
import io.carillon.model.port.Consents.Kept;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Answers what is asked of consents: what persons said about being written to, how one person
/// stands, and new records of what was said.
final class V2Consents {
  private static final int PAGE_MAX = 100;
  private static final Set<String> PARAMETERS =
      Set.of("limit", "starting_after", "to", "from", "pool", "action", "in_force");

  private final Consents consents;
  private final Accounts accounts;
  private final Recording recording;
  private final Clock clock;

  V2Consents(V2Routes.Reading reading, Recording recording, Clock clock) {
    this.consents = reading.consents();
    this.accounts = reading.accounts();
    this.recording = recording;
    this.clock = clock;
  }

  /// The newest first.
  Reply list(Caller caller, Request request) {
    var query = new V2Query(request.query());
    query.only(false, PARAMETERS);
    var paging = query.paging(PAGE_MAX);
    var filter =
        new Filter(
            caller.account().id(),
            query.word("to", V2Consents::person, "must be in E.164 format, such as +14155552671"),
            reach(query),
            query.word("action", Action::of, "must be grant, revoke or ask"),
            query.word("in_force", V2Mapping::flag, "must be true or false").orElse(false));
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    var below =
        paging.after().isEmpty()
            ? Optional.of(Long.MAX_VALUE)
            : ConsentColumn.number(paging.after());
    if (below.isEmpty()) {
      return V2Door.refused(V2Query.badCursor(request.query(), "the id of a consent"), request);
    }
    var page = consents.page(filter, below.get(), paging.limit());
    var cursor = page.below().map(ConsentColumn::id).orElse("");
    var json = new JsonWriter();
    var listing = new Listing<>("/v2/consents", page.records(), cursor);
    return Reply.json(
        200,
        V2Replies.list(
            json,
            listing,
            kept -> {
              json.object();
              shown(json, kept);
              json.end();
            }));
  }

  private static Optional<Address> person(String value) {
    return Optional.of(FormFields.withPlus(value)).filter(Address::isE164).map(Address::phone);
  }

  private static Optional<Reach> reach(V2Query query) {
    var pool = query.word("pool", Id::fromHex, "must be the id of a pool, 32 hexadecimal digits");
    var from = query.word("from", V2Consents::from, "must be a sender, or account for all of them");
    return pool.map(Reach::ofPool).or(() -> from);
  }

  private static Optional<Reach> from(String value) {
    return Optional.of(
        value.equals("account")
            ? Reach.ACCOUNT
            : new Reach(Reach.Kind.SENDER, FormFields.withPlus(value)));
  }

  /// How one person stands: what was stopped, and the newest record.
  Reply standing(Caller caller, Request request) {
    var person = person(request.variable("to"));
    if (person.isEmpty()) {
      var rule = "'to' must be in E.164 format, such as +14155552671.";
      return V2Door.refused(Refusal.of(Fault.FIELD_INVALID, "to", rule), request);
    }
    var account = caller.account().id();
    var json = new JsonWriter().object().text("object", "consent_standing");
    json.text("to", person.get().value()).array("stopped");
    consents
        .stopped(account, person.get())
        .forEach(reach -> {
          json.object();
          ConsentColumn.reach(reach, new JsonLine(json));
          json.end();
        });
    json.endArray();
    newest(caller, person.get())
        .ifPresentOrElse(
            kept -> {
              json.object("newest");
              shown(json, kept);
              json.end();
            },
            () -> json.none("newest"));
    var records = "/v2/consents?to=%2B" + person.get().value().substring(1);
    return Reply.json(200, json.text("records", records).end().bytes());
  }

  /// One record, or a question to the person.
  Reply create(Caller caller, Request request) throws InterruptedException {
    var fields = Fields.readAll(request.body());
    fields.only(ConsentBody.FIELDS);
    var body = new ConsentBody(caller, accounts.directory(), clock.now());
    var said = body.read(fields, Method.API);
    if (said.proof().method() == Method.KEYWORD) {
      fields.wrong("method", "must be web, paper, voice, api, import or carrier");
    }
    if (said.action() == Action.ASK && !(said.whom() instanceof Whom.OneSender)) {
      fields.require("from");
    }
    var account = caller.account().id();
    var refusal = against(caller).or(() -> Repeats.refusal(request)).or(fields::refusal);
    if (refusal.isEmpty()) {
      var once = Repeats.key(request, account, "v2 consent");
      refusal =
          said.action() == Action.ASK && said.whom() instanceof Whom.OneSender(var sender)
              ? recording.ask(account, said, question(caller, sender, said), once)
              : recording.keep(account, List.of(said), once);
    }
    return refusal.isPresent()
        ? V2Door.refused(refusal.get(), request)
        : Reply.json(201, made(caller, said));
  }

  /// A record of what people said is evidence; what only plays with the sandbox makes none.
  static Optional<Refusal> against(Caller caller) {
    return caller.isLive()
        ? Optional.empty()
        : Optional.of(Refusal.of(Fault.FORBIDDEN, "", "Only a live key records consents."));
  }

  private static Question question(Caller caller, Address sender, Said said) {
    var place = new Message.Place(V2Mapping.DIALECT, "", "", caller.isLive());
    return new Question(Channel.SMS, sender, said.person(), place);
  }

  /// The newest record of the person, which is the one that was just made, or one since.
  private byte[] made(Caller caller, Said said) {
    var json = new JsonWriter().object();
    newest(caller, said.person()).ifPresent(kept -> shown(json, kept));
    return json.end().bytes();
  }

  private Optional<Kept> newest(Caller caller, Address person) {
    var filter = Filter.of(caller.account().id()).of(person);
    return consents.page(filter, Long.MAX_VALUE, 1).records().stream().findFirst();
  }

  private static void shown(JsonWriter json, Kept kept) {
    json.text("object", "consent");
    ConsentColumn.all(kept, new JsonLine(json));
  }
}
