package io.carillon.front.restcomm;

import io.carillon.engine.account.Order;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Applications: where the markup comes from that answers a message.
///
/// The URL is kept under the word of its kind (`sms_url`, `voice_url`, `ussd_url`), as dialects
/// keep it that know one for each kind.
final class ApplicationRoutes implements Keeper {
  private static final String WHAT = "application";
  private static final SheetReplies REPLIES =
      new SheetReplies("Application", "Applications", "applications");
  private static final List<String> KINDS = List.of("sms", "voice", "ussd");

  private final Office office;

  ApplicationRoutes(Office office) {
    this.office = office;
  }

  List<Route> routes() {
    return Keeper.routes(office.door(), new Patterns("/Applications"), this);
  }

  @Override
  public Reply list(Visit visit) {
    var all = office.directory().resources(visit.accountId(), Resource.Kind.APPLICATION);
    return REPLIES.all(visit.shape(), all.stream().map(ApplicationRoutes::sheet).toList());
  }

  @Override
  public Reply create(Visit visit) throws InterruptedException {
    var form = new Forms(visit.request().body(), Map.of());
    var name = form.required("FriendlyName", "Friendly name", Forms.NAME_MAX);
    var facts = facts(form, "");
    if (form.refusal().isPresent()) {
      return visit.no(form.refusal().get());
    }
    var now = office.now();
    var application =
        new Resource(
            office.next(), visit.accountId(), Resource.Kind.APPLICATION, name, facts, now, now);
    var order = office.orders(visit).add(application, Office.key(visit, WHAT));
    return shown(visit, order);
  }

  @Override
  public Reply one(Visit visit) {
    return find(visit)
        .map(application -> REPLIES.one(visit.shape(), sheet(application)))
        .orElseGet(visit::notFound);
  }

  @Override
  public Reply change(Visit visit) throws InterruptedException {
    var application = find(visit);
    if (application.isEmpty()) {
      return visit.notFound();
    }
    var form = new Forms(visit.request().body(), application.get().facts());
    var name = form.fields().filled("FriendlyName", Forms.NAME_MAX);
    var facts = facts(form, kind(application.get()));
    if (form.refusal().isPresent()) {
      return visit.no(form.refusal().get());
    }
    var before = application.get();
    var next = before.with(name.orElse(before.name()), facts, office.now());
    return office.once(
        visit,
        WHAT,
        before.id(),
        () -> shown(visit, office.orders(visit).put(next)),
        () -> one(visit));
  }

  @Override
  public Reply drop(Visit visit) throws InterruptedException {
    var application = find(visit);
    return application.isEmpty()
        ? visit.notFound()
        : Office.reply(visit, office.orders(visit).drop(application.get()), _ -> Reply.empty(204));
  }

  private static Reply shown(Visit visit, Order<Resource> order) throws InterruptedException {
    return Office.reply(
        visit, order, application -> REPLIES.one(visit.shape(), sheet(application)));
  }

  private Optional<Resource> find(Visit visit) {
    return find(office, visit, visit.sid());
  }

  /// The application of the account that a SID names.
  static Optional<Resource> find(Office office, Visit visit, String sid) {
    return Sids.read(Sids.APPLICATION, sid)
        .flatMap(
            id -> office.directory().resource(visit.accountId(), Resource.Kind.APPLICATION, id));
  }

  /// The facts that a form leaves.
  ///
  /// @param kindBefore empty for a new one
  private static Map<String, String> facts(Forms form, String kindBefore) {
    form.text("ApiVersion", "api_version")
        .flag("VoiceCallerIdLookup", "voice_caller_id_lookup")
        .flag("HasVoiceCallerIdLookup", "voice_caller_id_lookup")
        .flag("MmsEnabled", "mms_enabled");
    var word = form.fields().filled("Kind", Forms.NAME_MAX);
    var kind = word.orElse(kindBefore.isEmpty() ? "voice" : kindBefore);
    if (!KINDS.contains(kind)) {
      form.fields().wrong("Kind", "must be voice, sms or ussd");
    }
    form.url("RcmlUrl", kind + "_url", _ -> Optional.empty());
    var facts = new HashMap<>(form.facts());
    var moved = facts.remove(kindBefore + "_url");
    if (moved != null) {
      facts.putIfAbsent(kind + "_url", moved);
    }
    facts.put("kind", kind);
    return facts;
  }

  /// The kind; one that another dialect made has the kind of the URL that it has.
  private static String kind(Resource application) {
    return application
        .fact("kind")
        .or(() -> KINDS.stream().filter(kind -> url(application, kind).isPresent()).findFirst())
        .orElse("voice");
  }

  private static Optional<String> url(Resource application, String kind) {
    return application.fact(kind + "_url");
  }

  /// Whether an application wants to hear of media messages.
  static boolean takesMms(Resource application) {
    return application.fact("mms_enabled").map(Boolean::parseBoolean).orElse(false);
  }

  private static Sheet sheet(Resource application) {
    var kind = kind(application);
    var sid = Sids.of(Sids.APPLICATION, application.id());
    boolean looksUp = application.fact("voice_caller_id_lookup").filter("true"::equals).isPresent();
    return new Sheet()
        .text("sid", sid)
        .text("date_created", RestcommDates.words(application.created()))
        .text("date_updated", RestcommDates.words(application.updated()))
        .text("friendly_name", application.name())
        .text("account_sid", Sids.account(application.account()))
        .text("api_version", application.fact("api_version").orElse(Sids.VERSION))
        .flag("voice_caller_id_lookup", looksUp)
        .text("uri", Sids.path(application.account()) + "/Applications/" + sid)
        .textOrNull("rcml_url", url(application, kind).orElse(""))
        .text("kind", kind)
        .flag("mms_enabled", takesMms(application));
  }

  /// The name of an application; empty where there is none.
  static String name(Office office, Visit visit, Id id) {
    return office
        .directory()
        .resource(visit.accountId(), Resource.Kind.APPLICATION, id)
        .map(Resource::name)
        .orElse("");
  }
}
