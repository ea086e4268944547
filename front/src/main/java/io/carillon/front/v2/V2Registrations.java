package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.engine.sender.Registration;
import io.carillon.engine.sender.Registration.Evidence;
import io.carillon.engine.sender.Registration.Terms;
import io.carillon.engine.sender.RegistrationState;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Repeats;
import io.carillon.front.json.Fields;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.Resource;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Ids;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Answers what is asked of the registrations of senders: accounts write them and hand them in,
/// whoever operates the server says what became of them.
final class V2Registrations {
  private static final Set<String> CREATE = Set.of("country", "evidence", "state");
  private static final Set<String> CHANGE = Set.of("evidence", "state");
  private static final Set<String> DECIDE = Set.of("state", "reason", "expires");
  private static final Set<String> DOCUMENT = Set.of("kind", "reference");
  private static final Set<String> COUNTRIES =
      Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

  private final Accounts accounts;
  private final Roster roster;
  private final Clock clock;
  private final Ids ids;

  V2Registrations(Accounts accounts, Roster roster, V2Routes.Sources sources) {
    this.accounts = accounts;
    this.roster = roster;
    this.clock = sources.clock();
    this.ids = sources.ids();
  }

  private Directory directory() {
    return accounts.directory();
  }

  private List<Registration> own(Caller caller) {
    return Registration.of(directory(), caller.account().id());
  }

  private static Roll<Registration> roll(String path, List<Registration> all) {
    return new Roll<>(path, all, RegistrationBody::name);
  }

  private Reply listed(Request request, String path, List<Registration> all) {
    return roll(path, all)
        .list(request, "the id of a registration", page -> RegistrationBody.of(page, clock.now()));
  }

  Reply list(Caller caller, Request request) {
    return listed(request, "/v2/registrations", own(caller));
  }

  Reply ofSender(Caller caller, Request request) {
    var id = request.variable("id");
    var sender = V2Senders.roll(accounts, caller).find(id);
    if (sender.isEmpty()) {
      return V2Senders.none(request);
    }
    var address = sender.get().address().value();
    var own = own(caller).stream().filter(one -> one.sender().equals(address)).toList();
    return listed(request, "/v2/senders/" + id + "/registrations", own);
  }

  Reply one(Caller caller, Request request) {
    return find(own(caller), request)
        .map(found -> Reply.json(200, RegistrationBody.of(found, clock.now())))
        .orElseGet(() -> none(request));
  }

  private static Optional<Registration> find(List<Registration> among, Request request) {
    return roll("", among).find(request.variable("id"));
  }

  private static Reply none(Request request) {
    return V2Door.refused(
        Refusal.of(Fault.NOT_FOUND, "id", "There is no such registration."), request);
  }

  Reply create(Caller caller, Request request) throws InterruptedException {
    var sender = V2Senders.roll(accounts, caller).find(request.variable("id"));
    if (sender.isEmpty()) {
      return V2Senders.none(request);
    }
    var fields = Fields.readAll(request.body());
    fields.only(CREATE);
    fields.require("country");
    var country = fields.text("country").orElse("").toUpperCase(Locale.ROOT);
    if (fields.has("country") && !COUNTRIES.contains(country)) {
      fields.wrong("country", "must be a country of two letters (ISO 3166-1)");
    }
    var state = state(fields, RegistrationState.DRAFT, Set.of(RegistrationState.SUBMITTED));
    var terms = new Terms(state, evidence(fields, List.of()), "", Optional.empty());
    var refusal = against(caller, request, fields);
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var account = caller.account().id();
    var address = sender.get().address().value();
    var fresh = Registration.of(ids.next(), account, address, country, terms, clock.now());
    var key = Repeats.key(request, account, "v2 registration " + address);
    return told(201, roster.by(caller.author(request)).add(fresh.resource(), key), request);
  }

  Reply change(Caller caller, Request request) throws InterruptedException {
    var found = find(own(caller), request);
    if (found.isEmpty()) {
      return none(request);
    }
    var now = clock.now();
    var before = found.get().terms();
    var at = found.get().state(now);
    var fields = Fields.readAll(request.body());
    fields.only(CHANGE);
    var state = state(fields, at, at.byAccount());
    var evidence = evidence(fields, before.evidence());
    if (!evidence.equals(before.evidence()) && !at.isOpen()) {
      fields.wrong("evidence", "cannot be changed while it is " + at.word() + "; take it back");
    }
    var refusal = against(caller, request, fields);
    if (refusal.isEmpty()) {
      refusal = kept(caller, request, found.get());
    }
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var terms = new Terms(state, evidence, before.reason(), before.expires());
    return told(
        200,
        roster.by(caller.author(request)).put(found.get().with(terms, now).resource()),
        request);
  }

  Reply drop(Caller caller, Request request) throws InterruptedException {
    var found = find(own(caller), request);
    if (found.isEmpty()) {
      return none(request);
    }
    return caller.isLive()
        ? told(200, roster.by(caller.author(request)).drop(found.get().resource()), request)
        : V2Door.refused(test(), request);
  }

  Reply waiting(Caller caller, Request request) {
    var waiting =
        all().stream()
            .filter(one ->
                one.terms().state() == RegistrationState.SUBMITTED
                    || one.terms().state() == RegistrationState.PENDING)
            .toList();
    return listed(request, "/v2/waiting-registrations", waiting);
  }

  /// Of all accounts, the oldest first.
  private List<Registration> all() {
    var directory = directory();
    return directory.accounts().stream()
        .flatMap(account -> Registration.of(directory, account.id()).stream())
        .sorted(
            Comparator.comparing((Registration one) -> one.resource().created())
                .thenComparing(Registration::id))
        .toList();
  }

  Reply decide(Caller caller, Request request) throws InterruptedException {
    var found = find(all(), request);
    if (found.isEmpty()) {
      return none(request);
    }
    var now = clock.now();
    var before = found.get().terms();
    var at = found.get().state(now);
    var fields = Fields.readAll(request.body());
    fields.only(DECIDE);
    fields.require("state");
    var state = state(fields, at, at.byOperator());
    var reason = fields.text("reason", Registration.REASON_MAX).orElse("");
    var expires = fields.moment("expires");
    if (expires.filter(moment -> !moment.isAfter(now)).isPresent()) {
      fields.wrong("expires", "must lie ahead");
    }
    var refusal = against(caller, request, fields);
    if (refusal.isEmpty()) {
      refusal = kept(caller, request, found.get());
    }
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var terms = new Terms(state, before.evidence(), reason, expires);
    return told(
        200,
        roster.by(caller.author(request)).put(found.get().with(terms, now).resource()),
        request);
  }

  private static RegistrationState state(
      Fields fields, RegistrationState from, Set<RegistrationState> allowed) {
    var word = fields.text("state");
    var wanted = word.flatMap(RegistrationState::of);
    if (word.isEmpty() || wanted.filter(from::equals).isPresent()) {
      return from;
    }
    if (wanted.filter(allowed::contains).isEmpty()) {
      var words = allowed.stream().sorted().map(RegistrationState::word).toList();
      fields.wrong(
          "state",
          words.isEmpty()
              ? "cannot be changed by you while it is " + from.word()
              : "must be %s, since it is %s".formatted(String.join(" or ", words), from.word()));
    }
    return wanted.orElse(from);
  }

  private static List<Evidence> evidence(Fields fields, List<Evidence> before) {
    if (!fields.has("evidence")) {
      return before;
    }
    var documents = new ArrayList<Evidence>();
    for (var one : fields.objects("evidence", 0, Registration.EVIDENCE_MAX)) {
      one.only(DOCUMENT);
      one.require("kind", "reference");
      var kind = one.text("kind", Registration.KIND_MAX).orElse("");
      var reference = one.text("reference", Registration.REFERENCE_MAX).orElse("");
      if (one.has("kind") && !kind.matches("[a-z0-9-]+")) {
        one.wrong("kind", "must be lower-case letters, digits and -");
      }
      if (one.has("reference") && (reference.isBlank() || !isPlain(reference))) {
        one.wrong("reference", "must be a line of text");
      }
      documents.add(new Evidence(kind, reference));
    }
    return documents;
  }

  private static boolean isPlain(String text) {
    return text.chars().noneMatch(Character::isISOControl) && text.lines().count() == 1;
  }

  private static Optional<Refusal> against(Caller caller, Request request, Fields fields) {
    return caller.isLive() ? Repeats.refusal(request).or(fields::refusal) : Optional.of(test());
  }

  private static Refusal test() {
    return Refusal.of(Fault.FORBIDDEN, "", "Only a live key changes a registration.");
  }

  private Optional<Refusal> kept(Caller caller, Request request, Registration about)
      throws InterruptedException {
    var key = Repeats.key(request, caller.account().id(), "v2 registration " + about.id().hex());
    return key.isEmpty() ? Optional.empty() : roster.keep(key.get(), about.id());
  }

  private Reply told(int status, Order<Resource> order, Request request) {
    return switch (order) {
      case Order.Done<Resource>(var made, _) ->
          Reply.json(status, RegistrationBody.of(new Registration(made), clock.now()));
      case Order.Refused<Resource>(var refusal) -> V2Door.refused(refusal, request);
    };
  }
}
