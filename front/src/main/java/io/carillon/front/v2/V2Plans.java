package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.engine.billing.Plan;
import io.carillon.engine.billing.PlanUse;
import io.carillon.engine.billing.Plans;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Repeats;
import io.carillon.front.json.Fields;
import io.carillon.front.json.JsonWriter;
import io.carillon.model.AccountId;
import io.carillon.model.Allowance.Span;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.Refusal;
import io.carillon.model.Resource;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Ids;
import io.carillon.model.port.Usages;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Answers operators about plans, and accounts about theirs. A plan belongs to the account whose
/// key made it, and can be given to any.
final class V2Plans {
  private static final int NAME_MAX = 128;
  private static final int ID_MAX = 64;
  private static final int ID_DIGITS = 32;
  private static final Set<String> FIELDS = Set.of("name", "limits");
  private static final Set<String> ASSIGNED = Set.of("account", "plan");

  private final Accounts accounts;
  private final Usages usages;
  private final Roster roster;
  private final Clock clock;
  private final Ids ids;
  private final Plans plans = new Plans();

  V2Plans(V2Routes.Reading reading, Roster roster, V2Routes.Sources sources) {
    this.accounts = reading.accounts();
    this.usages = reading.usages();
    this.roster = roster;
    this.clock = sources.clock();
    this.ids = sources.ids();
  }

  private Directory directory() {
    return accounts.directory();
  }

  private Roll<Plan> roll(Caller caller) {
    var all =
        directory().resources(caller.account().id(), Resource.Kind.PLAN).stream()
            .sorted(Comparator.comparing(Resource::created).reversed())
            .map(Plan::of)
            .toList();
    return new Roll<>("/v2/plans", all, PlanBody::name);
  }

  Reply list(Caller caller, Request request) {
    return roll(caller)
        .list(
            request,
            "the id of a plan",
            page -> {
              var json = new JsonWriter();
              return V2Replies.list(json, page, plan -> PlanBody.plan(json, plan));
            });
  }

  Reply one(Caller caller, Request request) {
    return roll(caller)
        .find(request.variable("id"))
        .map(plan -> shown(200, plan))
        .orElseGet(() -> noPlan(request));
  }

  private static Reply shown(int status, Plan plan) {
    var json = new JsonWriter();
    PlanBody.plan(json, plan);
    return Reply.json(status, json.bytes());
  }

  private static Reply noPlan(Request request) {
    return V2Door.refused(
        Refusal.of(Fault.NOT_FOUND, "id", "The account has no such plan."), request);
  }

  Reply create(Caller caller, Request request) throws InterruptedException {
    var fields = Fields.readAll(request.body());
    fields.require("name");
    var none = new Plan(ids.next(), "", List.of());
    var plan = wished(fields, none);
    var refusal = fields.refusal().or(() -> Repeats.refusal(request));
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var now = clock.now();
    var account = caller.account().id();
    var made =
        new Resource(plan.id(), account, Resource.Kind.PLAN, plan.name(), plan.facts(), now, now);
    var once = Repeats.key(request, account, "v2 plan");
    return told(201, roster.by(caller.author(request)).add(made, once), request);
  }

  private static Plan wished(Fields fields, Plan before) {
    fields.only(FIELDS);
    var name = fields.text("name", NAME_MAX).orElse(before.name());
    if (fields.has("name") && name.isBlank()) {
      fields.wrong("name", "must say something");
    }
    var limits = PlanBody.limits(fields);
    return new Plan(before.id(), name, fields.has("limits") ? limits : before.limits());
  }

  private static Reply told(int status, Order<Resource> order, Request request) {
    return switch (order) {
      case Order.Done<Resource>(var kept, _) -> shown(status, Plan.of(kept));
      case Order.Refused<Resource>(var no) -> V2Door.refused(no, request);
    };
  }

  Reply change(Caller caller, Request request) throws InterruptedException {
    var found = roll(caller).find(request.variable("id"));
    if (found.isEmpty()) {
      return noPlan(request);
    }
    var fields = Fields.readAll(request.body());
    var plan = wished(fields, found.get());
    var refusal = fields.refusal().or(() -> Repeats.refusal(request));
    if (refusal.isEmpty()) {
      refusal = repeated(caller, request, PlanBody.name(plan), plan.id());
    }
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var before = directory().resource(Resource.Kind.PLAN, plan.id());
    return before.isEmpty()
        ? noPlan(request)
        : told(
            200,
            roster
                .by(caller.author(request))
                .put(before.get().with(plan.name(), plan.facts(), clock.now())),
            request);
  }

  private Optional<Refusal> repeated(Caller caller, Request request, String what, Id subject)
      throws InterruptedException {
    Optional<Idempotency> once = Repeats.key(request, caller.account().id(), "v2 " + what);
    return once.isEmpty() ? Optional.empty() : roster.keep(once.get(), subject);
  }

  Reply drop(Caller caller, Request request) throws InterruptedException {
    var found = roll(caller).find(request.variable("id"));
    if (found.isEmpty()) {
      return noPlan(request);
    }
    var directory = directory();
    var plan = found.get();
    boolean had =
        directory.accounts().stream()
            .anyMatch(account -> plans.of(directory, account.id()).map(plan::equals).orElse(false));
    if (had) {
      var no =
          Refusal.of(Fault.FORBIDDEN, "id", "An account has this plan: give it another first.");
      return V2Door.refused(no, request);
    }
    var kept = directory.resource(Resource.Kind.PLAN, plan.id()).orElseThrow();
    return told(200, roster.by(caller.author(request)).drop(kept), request);
  }

  /// The account's plan, and what it has used of it this month.
  Reply own(Caller caller, Request request) {
    return of(caller.account().id());
  }

  private Reply of(AccountId account) {
    var month = Span.month(clock.now());
    var plan = plans.of(directory(), account);
    var json = new JsonWriter().object().text("object", "account_plan");
    json.text("account", "AC" + account.value().hex());
    json.textOrNull("plan", plan.map(PlanBody::name).orElse(""));
    json.textOrNull("name", plan.map(Plan::name).orElse(""));
    json.text("month", month.from().toString().substring(0, "2030-01".length()));
    json.array("limits");
    if (plan.isPresent()) {
      PlanUse.of(usages, plan.get(), account, month)
          .forEach(use -> PlanBody.limit(json.object(), use.limit(), OptionalLong.of(use.used())));
    }
    return Reply.json(200, json.endArray().end().bytes());
  }

  /// Gives an account a plan in place of the one that it has, or takes that away.
  Reply assign(Caller caller, Request request) throws InterruptedException {
    var fields = Fields.readAll(request.body());
    fields.only(ASSIGNED);
    var named = fields.text("account", ID_MAX);
    var account =
        named.isEmpty()
            ? Optional.of(caller.account().id())
            : named.flatMap(V2Operating::account).filter(this::isThere);
    if (account.isEmpty()) {
      fields.wrong("account", "must be the id of an account");
    }
    var wanted = fields.text("plan", ID_MAX);
    var plan = wanted.flatMap(roll(caller)::find);
    if (wanted.isPresent() && plan.isEmpty()) {
      fields.wrong("plan", "must be the id of a plan of yours");
    }
    var refusal = fields.refusal().or(() -> Repeats.refusal(request));
    if (refusal.isEmpty()) {
      refusal = repeated(caller, request, "assigned plan", account.orElseThrow().value());
    }
    return refusal.isPresent()
        ? V2Door.refused(refusal.get(), request)
        : assigned(caller, request, account.orElseThrow(), plan);
  }

  private boolean isThere(AccountId account) {
    return directory().account(account).isPresent();
  }

  private Reply assigned(Caller caller, Request request, AccountId account, Optional<Plan> plan)
      throws InterruptedException {
    var before = directory().resource(account, Resource.Kind.SETTINGS, Plans.SETTING);
    var orders = roster.by(caller.author(request));
    if (plan.isEmpty() && before.isEmpty()) {
      return of(account);
    }
    var order =
        plan.isEmpty()
            ? orders.drop(before.get())
            : orders.put(setting(account, plan.get(), before));
    return switch (order) {
      case Order.Done<Resource> _ -> of(account);
      case Order.Refused<Resource>(var no) -> V2Door.refused(no, request);
    };
  }

  /// Its id comes from what it is, so that two made at once are one.
  private Resource setting(AccountId account, Plan plan, Optional<Resource> before) {
    var now = clock.now();
    var text = account.value().hex() + " " + Plans.SETTING;
    var id = Id.fromHex(Keys.sha256(text).substring(0, ID_DIGITS)).orElseThrow();
    var created = before.map(Resource::created).orElse(now);
    return new Resource(
        id,
        account,
        Resource.Kind.SETTINGS,
        Plans.SETTING,
        Map.of(Plans.ID, plan.id().hex()),
        created,
        now);
  }
}
