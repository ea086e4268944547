package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.engine.comply.cap.Caps;
import io.carillon.engine.sender.Filing;
import io.carillon.engine.sender.FilingKind;
import io.carillon.engine.sender.FilingState;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Repeats;
import io.carillon.front.json.Fields;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Refusal;
import io.carillon.model.Resource;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Ids;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Answers what is asked of brands and campaigns of 10DLC: accounts write them and hand them in;
/// the registry, or whoever operates the server in its place, says what became of them.
final class V2Filings {
  private static final String TEST = "Only a live key changes what is filed.";
  private static final Set<String> DECISION =
      Set.of("state", "registry_id", "reason", "score", "class");

  private final Accounts accounts;
  private final Caps caps;
  private final Roster roster;
  private final Clock clock;
  private final Ids ids;

  V2Filings(V2Routes.Reading reading, Roster roster, V2Routes.Sources sources) {
    this.accounts = reading.accounts();
    this.caps = reading.numbering().caps();
    this.roster = roster;
    this.clock = sources.clock();
    this.ids = sources.ids();
  }

  private Directory directory() {
    return accounts.directory();
  }

  /// What answers for one kind.
  Of of(FilingKind kind) {
    return new Of(kind);
  }

  /// The filings of an account of one kind.
  Roll<Filing> roll(Caller caller, FilingKind kind) {
    return roll(path(kind), Filing.of(directory(), caller.account().id(), kind));
  }

  private static String path(FilingKind kind) {
    return "/v2/registry/" + kind.word() + "s";
  }

  private static Roll<Filing> roll(String path, List<Filing> all) {
    return new Roll<>(path, all, FilingBody::name);
  }

  static Reply none(FilingKind kind, Request request) {
    return V2Door.refused(
        Refusal.of(Fault.NOT_FOUND, "id", "The account has no such " + kind.word() + "."), request);
  }

  /// Answers for brands, or for campaigns.
  final class Of {
    private final FilingKind kind;

    private Of(FilingKind kind) {
      this.kind = kind;
    }

    Reply list(Caller caller, Request request) {
      return roll(caller, kind).list(request, "the id of a " + kind.word(), FilingBody::of);
    }

    Reply one(Caller caller, Request request) {
      return roll(caller, kind)
          .find(request.variable("id"))
          .map(found -> Reply.json(200, shown(found)))
          .orElseGet(() -> none(kind, request));
    }

    private byte[] shown(Filing filing) {
      return switch (kind) {
        case BRAND -> FilingBody.of(filing);
        case CAMPAIGN -> FilingBody.of(filing, caps.of(filing, clock.now()));
      };
    }

    Reply create(Caller caller, Request request) throws InterruptedException {
      return made(caller, request, Optional.empty());
    }

    /// A campaign of the brand in the path.
    Reply createOfBrand(Caller caller, Request request) throws InterruptedException {
      var brand = roll(caller, FilingKind.BRAND).find(request.variable("id"));
      return brand.isEmpty() ? none(FilingKind.BRAND, request) : made(caller, request, brand);
    }

    private Reply made(Caller caller, Request request, Optional<Filing> brand)
        throws InterruptedException {
      var asked = FilingRequest.of(request.body(), kind, Set.of("state"));
      var fields = asked.fields();
      var account = caller.account().id();
      var now = clock.now();
      var said = asked.said();
      var fresh = Filing.of(ids.next(), account, kind, brand.map(Filing::id), said, now);
      var state = asked.state(FilingState.DRAFT, FilingState.DRAFT.byAccount());
      if (state == FilingState.SUBMITTED) {
        handedIn(asked, fresh, brand);
      }
      var refusal = against(caller, request, fields);
      if (refusal.isPresent()) {
        return V2Door.refused(refusal.get(), request);
      }
      var filing = fresh.standing(fresh.standing().in(state), now);
      var place = "v2 " + kind.word() + " " + brand.map(own -> own.id().hex()).orElse("");
      var key = Repeats.key(request, account, place);
      return told(201, roster.by(caller.author(request)).add(filing.resource(), key), request);
    }

    private void handedIn(FilingRequest asked, Filing filing, Optional<Filing> brand) {
      asked.complete(filing);
      var standing = brand.map(own -> own.standing().state()).orElse(FilingState.ACTIVE);
      if (standing != FilingState.ACTIVE) {
        asked
            .fields()
            .wrong("state", "waits for the brand: it is %s, not active".formatted(standing.word()));
      }
    }

    Reply change(Caller caller, Request request) throws InterruptedException {
      var found = roll(caller, kind).find(request.variable("id"));
      if (found.isEmpty()) {
        return none(kind, request);
      }
      var now = clock.now();
      var before = found.get().standing();
      var asked = FilingRequest.of(request.body(), kind, Set.of("state"));
      var said = asked.said();
      boolean changes =
          !found.get().saying(said, now).resource().facts().equals(found.get().resource().facts());
      if (changes && !before.state().isOpen()) {
        asked.fields().wrong(said.keySet().iterator().next(), "cannot be changed any more");
      }
      var next = found.get().saying(said, now);
      var state = asked.state(before.state(), before.state().byAccount());
      if (state == FilingState.SUBMITTED && state != before.state()) {
        handedIn(asked, next, brandOf(next));
      }
      return put(caller, request, asked.fields(), next.standing(before.in(state), now));
    }

    private Optional<Filing> brandOf(Filing filing) {
      var owner = filing.resource().account();
      return filing.brand().flatMap(id -> Filing.find(directory(), owner, FilingKind.BRAND, id));
    }

    Reply drop(Caller caller, Request request) throws InterruptedException {
      var found = roll(caller, kind).find(request.variable("id"));
      if (found.isEmpty()) {
        return none(kind, request);
      }
      boolean used =
          kind == FilingKind.BRAND
              && Filing.of(directory(), caller.account().id(), FilingKind.CAMPAIGN).stream()
                  .anyMatch(one -> one.brand().filter(found.get().id()::equals).isPresent());
      if (used || !caller.isLive()) {
        var why = used ? "The brand has campaigns; give those up first." : TEST;
        return V2Door.refused(Refusal.of(Fault.FORBIDDEN, "", why), request);
      }
      return told(200, roster.by(caller.author(request)).drop(found.get().resource()), request);
    }
  }

  Reply waiting(Caller caller, Request request) {
    var waiting = all().stream().filter(one -> one.standing().state().isWaiting()).toList();
    return roll("/v2/waiting-filings", waiting)
        .list(request, "the id of a brand or campaign", FilingBody::of);
  }

  /// Of all accounts, the oldest first.
  private List<Filing> all() {
    var directory = directory();
    return directory.accounts().stream()
        .flatMap(account ->
            Stream.of(FilingKind.values())
                .flatMap(kind -> Filing.of(directory, account.id(), kind).stream()))
        .sorted(
            Comparator.comparing((Filing one) -> one.resource().created())
                .thenComparing(Filing::id))
        .toList();
  }

  Reply decide(Caller caller, Request request) throws InterruptedException {
    var found = roll("", all()).find(request.variable("id"));
    if (found.isEmpty()) {
      return V2Door.refused(
          Refusal.of(Fault.NOT_FOUND, "id", "There is no such brand or campaign."), request);
    }
    var fields = Fields.readAll(request.body());
    fields.only(DECISION);
    var filing = found.get();
    var standing = new FilingRequest(fields, filing.kind()).decided(filing.standing());
    return put(caller, request, fields, filing.standing(standing, clock.now()));
  }

  private Reply put(Caller caller, Request request, Fields fields, Filing next)
      throws InterruptedException {
    var refusal = against(caller, request, fields);
    var place = "v2 filing " + next.id().hex();
    var key = Repeats.key(request, caller.account().id(), place);
    if (refusal.isEmpty() && key.isPresent()) {
      refusal = roster.keep(key.get(), next.id());
    }
    return refusal.isPresent()
        ? V2Door.refused(refusal.get(), request)
        : told(200, roster.by(caller.author(request)).put(next.resource()), request);
  }

  static Optional<Refusal> against(Caller caller, Request request, Fields fields) {
    return caller.isLive()
        ? Repeats.refusal(request).or(fields::refusal)
        : Optional.of(Refusal.of(Fault.FORBIDDEN, "", TEST));
  }

  private static Reply told(int status, Order<Resource> order, Request request) {
    return switch (order) {
      case Order.Done<Resource>(var made, _) ->
          Reply.json(status, FilingBody.of(new Filing(kind(made), made)));
      case Order.Refused<Resource>(var refusal) -> V2Door.refused(refusal, request);
    };
  }

  private static FilingKind kind(Resource resource) {
    return resource.kind() == FilingKind.BRAND.kept() ? FilingKind.BRAND : FilingKind.CAMPAIGN;
  }

  /// The campaign with this name, of the account or of one above it.
  Optional<Id> campaign(Caller caller, String name) {
    return roll(caller, FilingKind.CAMPAIGN)
        .find(name)
        .map(Filing::id)
        .or(() -> above(caller, name));
  }

  private Optional<Id> above(Caller caller, String name) {
    return Stream.of(name)
        .filter(text -> text.startsWith("cmp_"))
        .map(text -> text.substring("cmp_".length()).replace("-", ""))
        .flatMap(hex -> Id.fromHex(hex).stream())
        .filter(id ->
            Filing.findUp(directory(), caller.account().id(), FilingKind.CAMPAIGN, id).isPresent())
        .findFirst();
  }
}
