package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.engine.comply.Policies;
import io.carillon.engine.comply.Policy;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Repeats;
import io.carillon.front.json.Fields;
import io.carillon.front.json.Fields.LabelLimits;
import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Refusal;
import io.carillon.model.Resource;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Answers what is asked of policies: which words hold for the account, where they come from, what
/// they do; and lets the account set its own.
final class V2Policies {
  private static final int ID_DIGITS = 32;
  private static final Set<String> FIELDS = Set.of("words", "inherit");
  private static final LabelLimits LIMITS =
      new LabelLimits(Resource.FACTS_MAX, 64, Resource.FACT_MAX);

  private final Accounts accounts;
  private final Roster roster;
  private final Policies policies;
  private final Clock clock;

  V2Policies(V2Routes.Reading reading, Roster roster, Clock clock) {
    this.accounts = reading.accounts();
    this.policies = reading.policies();
    this.roster = roster;
    this.clock = clock;
  }

  Reply list(Caller caller, Request request) {
    var all = policies.all().stream().map(policy -> shown(caller, policy)).toList();
    return new Roll<>("/v2/policies", all, V2PolicyReplies.Shown::subject)
        .list(request, "the id of a policy", V2PolicyReplies::policies);
  }

  private V2PolicyReplies.Shown shown(Caller caller, Policy<?> policy) {
    return shown(caller, policy, own(caller, policy));
  }

  private V2PolicyReplies.Shown shown(Caller caller, Policy<?> policy, Optional<Resource> own) {
    var held = policy.held(directory(), caller.account().id());
    return new V2PolicyReplies.Shown(policy, held, policies.isFixed(policy), own);
  }

  private Directory directory() {
    return accounts.directory();
  }

  private Optional<Resource> own(Caller caller, Policy<?> policy) {
    return policy.own(directory(), caller.account().id());
  }

  Reply one(Caller caller, Request request) {
    return policies
        .find(request.variable("subject"))
        .map(policy -> told(shown(caller, policy)))
        .orElseGet(() -> none(request));
  }

  private static Reply told(V2PolicyReplies.Shown shown) {
    return Reply.json(200, V2PolicyReplies.policy(shown));
  }

  Reply change(Caller caller, Request request) throws InterruptedException {
    var policy = policies.find(request.variable("subject"));
    if (policy.isEmpty()) {
      return none(request);
    }
    var fields = Fields.readAll(request.body());
    fields.only(FIELDS);
    var words = new HashMap<>(own(caller, policy.get()).map(Resource::facts).orElse(Map.of()));
    fields.texts("inherit", 0, Resource.FACTS_MAX).forEach(words::remove);
    words.putAll(fields.labels("words", LIMITS));
    policy.get().problems(words).forEach((word, wrong) -> fields.wrong("words." + word, wrong));
    var refusal =
        against(caller, policy.get()).or(() -> Repeats.refusal(request)).or(fields::refusal);
    if (refusal.isEmpty()) {
      refusal = conflict(caller, request, policy.get());
    }
    return refusal.isPresent()
        ? V2Door.refused(refusal.get(), request)
        : kept(caller, request, policy.get(), words);
  }

  private Optional<Refusal> conflict(Caller caller, Request request, Policy<?> policy)
      throws InterruptedException {
    var account = caller.account().id();
    var once = Repeats.key(request, account, policy.resource());
    return once.isEmpty() ? Optional.empty() : roster.keep(once.get(), id(account, policy));
  }

  private Reply kept(Caller caller, Request request, Policy<?> policy, Map<String, String> words)
      throws InterruptedException {
    var now = clock.now();
    var account = caller.account().id();
    var before = own(caller, policy);
    if (words.isEmpty()) {
      return before.isEmpty()
          ? told(shown(caller, policy))
          : given(caller, request, policy, before.get());
    }
    var next =
        before
            .map(own -> own.with(own.name(), words, now))
            .orElseGet(() -> fresh(account, policy, words));
    return switch (roster.by(caller.author(request)).put(next)) {
      case Order.Done<Resource>(var own, _) -> told(shown(caller, policy, Optional.of(own)));
      case Order.Refused<Resource>(var refusal) -> V2Door.refused(refusal, request);
    };
  }

  /// Its id comes from what it is, so that two made at once are one.
  private static Id id(AccountId account, Policy<?> policy) {
    var text = account.value().hex() + " " + policy.resource();
    return Id.fromHex(Keys.sha256(text).substring(0, ID_DIGITS)).orElseThrow();
  }

  private Resource fresh(AccountId account, Policy<?> policy, Map<String, String> words) {
    var id = id(account, policy);
    var now = clock.now();
    return new Resource(id, account, Resource.Kind.SETTINGS, policy.resource(), words, now, now);
  }

  Reply drop(Caller caller, Request request) throws InterruptedException {
    var policy = policies.find(request.variable("subject"));
    if (policy.isEmpty()) {
      return none(request);
    }
    var against = against(caller, policy.get());
    var own = own(caller, policy.get());
    if (against.isPresent()) {
      return V2Door.refused(against.get(), request);
    }
    return own.isEmpty()
        ? told(shown(caller, policy.get()))
        : given(caller, request, policy.get(), own.get());
  }

  /// The account's own words are given up: those of others hold again.
  private Reply given(Caller caller, Request request, Policy<?> policy, Resource own)
      throws InterruptedException {
    return switch (roster.by(caller.author(request)).drop(own)) {
      case Order.Done<Resource> _ -> told(shown(caller, policy, Optional.empty()));
      case Order.Refused<Resource>(var refusal) -> V2Door.refused(refusal, request);
    };
  }

  private Optional<Refusal> against(Caller caller, Policy<?> policy) {
    if (!caller.isLive()) {
      return Optional.of(Refusal.of(Fault.FORBIDDEN, "", "Only a live key sets a policy."));
    }
    return policies.isFixed(policy)
        ? Optional.of(
            Refusal.of(Fault.FORBIDDEN, "", "The operator has fixed this policy for all accounts."))
        : Optional.empty();
  }

  private static Reply none(Request request) {
    return V2Door.refused(
        Refusal.of(Fault.NOT_FOUND, "subject", "There is no such policy."), request);
  }
}
