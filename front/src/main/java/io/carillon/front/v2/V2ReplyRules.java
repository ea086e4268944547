package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.engine.reply.AutoReplies;
import io.carillon.engine.reply.ReplyRule;
import io.carillon.engine.reply.ReplyRule.Pause;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Repeats;
import io.carillon.front.door.Scope;
import io.carillon.front.json.Fields;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.v2.ReplyRuleBody.Kept;
import io.carillon.model.Address;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Refusal;
import io.carillon.model.Resource;
import io.carillon.model.Sender;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Ids;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Answers what is asked of reply rules: by which what persons write is answered.
final class V2ReplyRules {
  private static final int BODY_MAX = V2Routes.SMALL_BODY_MAX;
  private static final int TEXT_MAX = 2_000;
  private static final int STEP = 10;
  private static final Set<String> ORDERED = Set.of("rules");
  private static final Set<String> TRIED = Set.of("from", "to", "text", "at");
  private static final Comparator<Kept> ORDER =
      Comparator.<Kept>comparingInt(kept -> kept.rule().position())
          .thenComparing(kept -> kept.rule().id());

  private final Accounts accounts;
  private final Roster roster;
  private final AutoReplies replies;
  private final Clock clock;
  private final Ids ids;

  V2ReplyRules(Accounts accounts, Roster roster, AutoReplies replies, V2Routes.Sources sources) {
    this.accounts = accounts;
    this.roster = roster;
    this.replies = replies;
    this.clock = sources.clock();
    this.ids = sources.ids();
  }

  List<Route> routes(V2Routes to) {
    return List.of(
        to.search("/reply-rules", Scope.ACCOUNT_READ, this::list),
        to.post("/reply-rules", BODY_MAX, Scope.ACCOUNT_WRITE, this::create),
        to.post("/reply-rules/order", BODY_MAX, Scope.ACCOUNT_WRITE, this::order),
        to.post("/reply-rules/preview", BODY_MAX, Scope.ACCOUNT_READ, this::preview),
        to.get("/reply-rules/{id}", Scope.ACCOUNT_READ, this::one),
        to.post("/reply-rules/{id}", BODY_MAX, Scope.ACCOUNT_WRITE, this::change),
        to.delete("/reply-rules/{id}", Scope.ACCOUNT_WRITE, this::drop),
        to.post("/reply-rules/{id}/pause", BODY_MAX, Scope.ACCOUNT_WRITE, this::pause),
        to.post("/reply-rules/{id}/resume", BODY_MAX, Scope.ACCOUNT_WRITE, this::resume));
  }

  private Directory directory() {
    return accounts.directory();
  }

  private Roll<Kept> roll(Caller caller) {
    var all =
        directory().resources(caller.account().id(), Resource.Kind.REPLY_RULE).stream()
            .map(Kept::of)
            .sorted(ORDER)
            .toList();
    return new Roll<>("/v2/reply-rules", all, ReplyRuleBody::name);
  }

  Reply list(Caller caller, Request request) {
    return roll(caller).list(request, "the id of a reply rule", V2ReplyRules::listed);
  }

  private static byte[] listed(V2Replies.Listing<Kept> page) {
    var json = new JsonWriter();
    return V2Replies.list(json, page, kept -> ReplyRuleBody.write(json, kept));
  }

  Reply one(Caller caller, Request request) {
    return find(caller, request)
        .map(kept -> Reply.json(200, ReplyRuleBody.of(kept)))
        .orElseGet(() -> none(request));
  }

  private Optional<Kept> find(Caller caller, Request request) {
    return roll(caller).find(request.variable("id"));
  }

  private static Reply none(Request request) {
    return V2Door.refused(
        Refusal.of(Fault.NOT_FOUND, "id", "The account has no such reply rule."), request);
  }

  Reply create(Caller caller, Request request) throws InterruptedException {
    var account = caller.account().id();
    var all = roll(caller).all();
    var fields = Fields.readAll(request.body());
    int last = all.isEmpty() ? 0 : all.getLast().rule().position();
    int position = Math.min(ReplyRule.POSITION_MAX, last + STEP);
    var rule = new ReplyRuleWish(fields, directory(), account).fresh(ids.next(), position);
    var refusal = against(caller, request, fields);
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var now = clock.now();
    var once = Repeats.key(request, account, "v2 reply rule");
    var order =
        roster
            .by(caller.author(request))
            .add(rule.of(account, now, now), once, standing -> full(standing, caller));
    return told(201, order, request);
  }

  private static Optional<Refusal> full(Directory directory, Caller caller) {
    var all = directory.resources(caller.account().id(), Resource.Kind.REPLY_RULE);
    return all.size() < ReplyRule.RULES_MAX
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                Fault.FORBIDDEN,
                "",
                "The account has "
                    + ReplyRule.RULES_MAX
                    + " reply rules, which is as many as it may have: delete one first."));
  }

  private static Optional<Refusal> against(Caller caller, Request request, Fields fields) {
    return test(caller).or(() -> Repeats.refusal(request)).or(fields::refusal);
  }

  /// What a rule answers goes to people.
  private static Optional<Refusal> test(Caller caller) {
    return caller.isLive()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                Fault.FORBIDDEN,
                "",
                "A test key cannot make or change what answers people: use a live one."));
  }

  Reply change(Caller caller, Request request) throws InterruptedException {
    var fields = Fields.readAll(request.body());
    return changed(
        caller,
        request,
        fields,
        rule -> new ReplyRuleWish(fields, directory(), caller.account().id()).over(rule));
  }

  Reply pause(Caller caller, Request request) throws InterruptedException {
    return paused(caller, request, Optional.of(Pause.ASKED));
  }

  Reply resume(Caller caller, Request request) throws InterruptedException {
    return paused(caller, request, Optional.empty());
  }

  private Reply paused(Caller caller, Request request, Optional<Pause> why)
      throws InterruptedException {
    return changed(caller, request, Fields.NONE, rule -> rule.paused(why));
  }

  /// What a rule becomes.
  private interface Changing {
    ReplyRule of(ReplyRule rule);
  }

  private Reply changed(Caller caller, Request request, Fields fields, Changing changing)
      throws InterruptedException {
    var found = find(caller, request);
    if (found.isEmpty()) {
      return none(request);
    }
    var rule = changing.of(found.get().rule());
    var refusal = against(caller, request, fields);
    if (refusal.isEmpty()) {
      refusal = kept(caller, request, request.path(), rule.id());
    }
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var before = found.get().resource();
    var after = before.with(rule.name(), rule.facts(), clock.now());
    var order =
        roster.by(caller.author(request)).change(before, after, (_, next) -> unreadable(next));
    return told(200, order, request);
  }

  /// What two have changed at once must still be a rule.
  private static Optional<Refusal> unreadable(Resource next) {
    try {
      return ReplyRule.of(next).name().isEmpty() ? Optional.of(crossed()) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.of(crossed());
    }
  }

  private static Refusal crossed() {
    return Refusal.of(
        Fault.FORBIDDEN, "", "Somebody else changed the rule meanwhile: read it and try again.");
  }

  private Optional<Refusal> kept(Caller caller, Request request, String what, Id subject)
      throws InterruptedException {
    var once = Repeats.key(request, caller.account().id(), "v2 " + what);
    return once.isEmpty() ? Optional.empty() : roster.keep(once.get(), subject);
  }

  private static Reply told(int status, Order<Resource> order, Request request) {
    return switch (order) {
      case Order.Done<Resource>(var kept, _) -> Reply.json(status, ReplyRuleBody.of(Kept.of(kept)));
      case Order.Refused<Resource>(var no) -> V2Door.refused(no, request);
    };
  }

  Reply drop(Caller caller, Request request) throws InterruptedException {
    var found = find(caller, request);
    if (found.isEmpty()) {
      return none(request);
    }
    var refusal = test(caller);
    return refusal.isPresent()
        ? V2Door.refused(refusal.get(), request)
        : told(200, roster.by(caller.author(request)).drop(found.get().resource()), request);
  }

  /// Puts rules into an order; those that are not named stand behind, in the order that they had.
  Reply order(Caller caller, Request request) throws InterruptedException {
    var fields = Fields.readAll(request.body());
    fields.only(ORDERED);
    fields.require("rules");
    var named = fields.texts("rules", 0, ReplyRule.RULES_MAX);
    var roll = roll(caller);
    var ordered = new ArrayList<Kept>();
    named.forEach(name -> roll.find(name).ifPresent(ordered::add));
    boolean known = ordered.size() == named.size() && new HashSet<>(named).size() == named.size();
    if (!known) {
      fields.wrong("rules", "must hold ids of reply rules of the account, each once");
    }
    var refusal = against(caller, request, fields);
    if (refusal.isEmpty()) {
      refusal = kept(caller, request, "reply rule order", caller.account().id().value());
    }
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    roll.all().stream().filter(kept -> !ordered.contains(kept)).forEach(ordered::add);
    var standing = roll.all().stream().map(Kept::resource).toList();
    var order =
        roster.put(
            positioned(ordered), caller.author(request), now -> crossed(caller, now, standing));
    return switch (order) {
      case Order.Done<List<Resource>> _ -> {
        var all = roll(caller);
        yield Reply.json(200, listed(new V2Replies.Listing<>(all.path(), all.all(), "")));
      }
      case Order.Refused<List<Resource>>(var no) -> V2Door.refused(no, request);
    };
  }

  private static Optional<Refusal> crossed(Caller caller, Directory now, List<Resource> standing) {
    var all = now.resources(caller.account().id(), Resource.Kind.REPLY_RULE);
    return all.containsAll(standing) ? Optional.empty() : Optional.of(crossed());
  }

  private List<Resource> positioned(List<Kept> ordered) {
    var now = clock.now();
    var all = new ArrayList<Resource>();
    for (int i = 0; i < ordered.size(); i++) {
      var kept = ordered.get(i);
      var rule = kept.rule().at(STEP * (i + 1));
      if (rule.position() != kept.rule().position()) {
        all.add(kept.resource().with(rule.name(), rule.facts(), now));
      }
    }
    return all;
  }

  /// What would follow if a person wrote something.
  Reply preview(Caller caller, Request request) {
    var fields = Fields.readAll(request.body());
    fields.only(TRIED);
    fields.require("from", "to", "text");
    var account = caller.account().id();
    var person = fields.text("from").filter(Address::isE164).map(Address::phone);
    if (fields.has("from") && person.isEmpty()) {
      fields.wrong("from", "must be a number with + and country code, for instance +14155550100");
    }
    var wanted = fields.text("to").orElse("");
    var sender =
        directory().senders(account).stream()
            .map(Sender::address)
            .filter(address -> address.value().equals(wanted))
            .findFirst();
    if (fields.has("to") && sender.isEmpty()) {
      fields.wrong("to", "must be the address of a sender of the account");
    }
    var text = fields.text("text", TEXT_MAX).orElse("");
    var at = fields.moment("at").orElseGet(clock::now);
    var refusal = fields.refusal().or(() -> Repeats.refusal(request));
    return refusal.isPresent()
        ? V2Door.refused(refusal.get(), request)
        : Reply.json(
            200,
            ReplyRuleBody.of(
                replies.preview(account, person.orElseThrow(), sender.orElseThrow(), text, at)));
  }
}
