package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.engine.comply.Policies;
import io.carillon.engine.comply.Policy;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Repeats;
import io.carillon.front.form.FormFields;
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
  private static final String PART = "of";
  private static final String NO_PART =
      "'of' must be a sender of the account, or the id of a pool of it.";
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

  /// What a request is about: a policy, and the part of the account where it names one.
  private record Asked(Policy<?> policy, Optional<String> part) {
    /// The name of what the account keeps its words in.
    String resource() {
      return part.map(policy::resource).orElseGet(policy::resource);
    }
  }

  private V2PolicyReplies.Shown shown(Caller caller, Policy<?> policy) {
    var asked = new Asked(policy, Optional.empty());
    return shown(caller, asked, own(caller, asked));
  }

  private V2PolicyReplies.Shown shown(Caller caller, Asked asked, Optional<Resource> own) {
    var policy = asked.policy();
    var parts = asked.part().stream().toList();
    var held = policy.held(directory(), caller.account().id(), parts);
    return new V2PolicyReplies.Shown(policy, held, policies.isFixed(policy), own);
  }

  private Directory directory() {
    return accounts.directory();
  }

  private Optional<Resource> own(Caller caller, Asked asked) {
    var account = caller.account().id();
    return directory().resource(account, Resource.Kind.SETTINGS, asked.resource());
  }

  /// What is done about what a request asks for.
  private interface Doing {
    Reply with(Asked asked) throws InterruptedException;
  }

  private Reply answered(Caller caller, Request request, Doing doing) throws InterruptedException {
    var policy = policies.find(request.variable("subject"));
    if (policy.isEmpty()) {
      return V2Door.refused(
          Refusal.of(Fault.NOT_FOUND, "subject", "There is no such policy."), request);
    }
    var query = new V2Query(request.query());
    query.only(false, policy.get().byPart().isEmpty() ? Set.of() : Set.of(PART));
    var named = query.text(PART);
    var part = part(caller.account().id(), FormFields.withPlus(named));
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    return part.isEmpty() && !named.isEmpty()
        ? V2Door.refused(Refusal.of(Fault.FIELD_INVALID, PART, NO_PART), request)
        : doing.with(new Asked(policy.get(), part));
  }

  /// A sender of the account by its address, or a pool by its id.
  private Optional<String> part(AccountId account, String named) {
    var pool =
        Id.fromHex(named)
            .filter(id -> directory().resource(account, Resource.Kind.POOL, id).isPresent())
            .map(Id::hex);
    return pool.or(() ->
        directory().senders(account).stream()
            .map(sender -> sender.address().value())
            .filter(named::equals)
            .findFirst());
  }

  Reply one(Caller caller, Request request) throws InterruptedException {
    return answered(caller, request, asked -> told(shown(caller, asked, own(caller, asked))));
  }

  private static Reply told(V2PolicyReplies.Shown shown) {
    return Reply.json(200, V2PolicyReplies.policy(shown));
  }

  Reply change(Caller caller, Request request) throws InterruptedException {
    return answered(caller, request, asked -> changed(caller, request, asked));
  }

  private Reply changed(Caller caller, Request request, Asked asked) throws InterruptedException {
    var policy = asked.policy();
    var fields = Fields.readAll(request.body());
    fields.only(FIELDS);
    var words = new HashMap<>(own(caller, asked).map(Resource::facts).orElse(Map.of()));
    fields.texts("inherit", 0, Resource.FACTS_MAX).forEach(words::remove);
    words.putAll(fields.labels("words", LIMITS));
    policy.problems(words).forEach((word, wrong) -> fields.wrong("words." + word, wrong));
    if (asked.part().isPresent()) {
      words.keySet().stream()
          .filter(word -> !policy.byPart().contains(word))
          .forEach(word -> fields.wrong("words." + word, "is set for the whole account"));
    }
    var refusal = against(caller, policy).or(() -> Repeats.refusal(request)).or(fields::refusal);
    if (refusal.isEmpty()) {
      refusal = conflict(caller, request, asked);
    }
    return refusal.isPresent()
        ? V2Door.refused(refusal.get(), request)
        : kept(caller, request, asked, words);
  }

  private Optional<Refusal> conflict(Caller caller, Request request, Asked asked)
      throws InterruptedException {
    var account = caller.account().id();
    var once = Repeats.key(request, account, asked.resource());
    return once.isEmpty() ? Optional.empty() : roster.keep(once.get(), id(account, asked));
  }

  private Reply kept(Caller caller, Request request, Asked asked, Map<String, String> words)
      throws InterruptedException {
    var now = clock.now();
    var account = caller.account().id();
    var before = own(caller, asked);
    if (words.isEmpty()) {
      return before.isEmpty()
          ? told(shown(caller, asked, before))
          : given(caller, request, asked, before.get());
    }
    var next =
        before
            .map(own -> own.with(own.name(), words, now))
            .orElseGet(() -> fresh(account, asked, words));
    return switch (roster.by(caller.author(request)).put(next)) {
      case Order.Done<Resource>(var own, _) -> told(shown(caller, asked, Optional.of(own)));
      case Order.Refused<Resource>(var refusal) -> V2Door.refused(refusal, request);
    };
  }

  /// Its id comes from what it is, so that two made at once are one.
  private static Id id(AccountId account, Asked asked) {
    var text = account.value().hex() + " " + asked.resource();
    return Id.fromHex(Keys.sha256(text).substring(0, ID_DIGITS)).orElseThrow();
  }

  private Resource fresh(AccountId account, Asked asked, Map<String, String> words) {
    var id = id(account, asked);
    var now = clock.now();
    return new Resource(id, account, Resource.Kind.SETTINGS, asked.resource(), words, now, now);
  }

  Reply drop(Caller caller, Request request) throws InterruptedException {
    return answered(caller, request, asked -> dropped(caller, request, asked));
  }

  private Reply dropped(Caller caller, Request request, Asked asked) throws InterruptedException {
    var against = against(caller, asked.policy());
    var own = own(caller, asked);
    if (against.isPresent()) {
      return V2Door.refused(against.get(), request);
    }
    return own.isEmpty()
        ? told(shown(caller, asked, own))
        : given(caller, request, asked, own.get());
  }

  /// The account's own words are given up: those of others hold again.
  private Reply given(Caller caller, Request request, Asked asked, Resource own)
      throws InterruptedException {
    return switch (roster.by(caller.author(request)).drop(own)) {
      case Order.Done<Resource> _ -> told(shown(caller, asked, Optional.empty()));
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
}
