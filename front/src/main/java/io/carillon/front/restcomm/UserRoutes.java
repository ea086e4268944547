package io.carillon.front.restcomm;

import io.carillon.engine.account.Order;
import io.carillon.model.Resource;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Users of an account (IAM): who may act for it, by API keys that are theirs. The page names what
/// can be done with them and shows nothing: all of this is our choice.
final class UserRoutes implements Keeper {
  private static final String WHAT = "user";
  private static final List<String> STATUSES = List.of("active", "suspended");
  private static final String MAIL = "[^\\s:@]{1,64}@[^\\s:@]{1,189}";
  private static final int MAIL_MAX = 254;
  private static final SheetReplies REPLIES = new SheetReplies("User", "Users", "users");

  private final Office office;

  UserRoutes(Office office) {
    this.office = office;
  }

  List<Route> routes() {
    return Keeper.routes(office.door(), new Patterns("/Users"), this);
  }

  @Override
  public Reply list(Visit visit) {
    var users = office.directory().resources(visit.accountId(), Resource.Kind.USER);
    return ListPages.of(users, user -> Sids.of(Sids.USER, user.id()))
        .reply(
            visit,
            page -> new ListPages.Written(REPLIES, page.stream().map(UserRoutes::sheet).toList()));
  }

  @Override
  public Reply create(Visit visit) throws InterruptedException {
    var form = new Forms(visit.request().body(), Map.of());
    var mail = form.required("EmailAddress", "Email address", MAIL_MAX);
    if (!mail.isEmpty() && !mail.matches(MAIL)) {
      form.fields().wrong("EmailAddress", "must be an e-mail address");
    }
    form.put("EmailAddress", AccountFacts.MAIL, Optional.of(mail));
    var facts = facts(form);
    if (form.refusal().isPresent()) {
      return visit.no(form.refusal().get());
    }
    var name = form.fields().filled("FriendlyName").orElse(mail);
    var now = office.now();
    var user =
        new Resource(office.next(), visit.accountId(), Resource.Kind.USER, name, facts, now, now);
    return shown(visit, office.roster().add(user, Office.key(visit, WHAT)));
  }

  @Override
  public Reply one(Visit visit) {
    return find(office, visit, visit.sid())
        .map(user -> REPLIES.one(visit.shape(), sheet(user)))
        .orElseGet(visit::notFound);
  }

  @Override
  public Reply change(Visit visit) throws InterruptedException {
    var user = find(office, visit, visit.sid());
    if (user.isEmpty()) {
      return visit.notFound();
    }
    var form = new Forms(visit.request().body(), user.get().facts());
    var facts = facts(form);
    if (form.refusal().isPresent()) {
      return visit.no(form.refusal().get());
    }
    var name = form.fields().filled("FriendlyName").orElse(user.get().name());
    var next = user.get().with(name, facts, office.now());
    return office.once(visit, WHAT, next.id(), () -> changed(visit, next), () -> one(visit));
  }

  private Reply changed(Visit visit, Resource user) throws InterruptedException {
    if (!isActive(user)) {
      revokeKeys(visit, user);
    }
    return shown(visit, office.roster().put(user));
  }

  @Override
  public Reply drop(Visit visit) throws InterruptedException {
    var user = find(office, visit, visit.sid());
    if (user.isEmpty()) {
      return visit.notFound();
    }
    revokeKeys(visit, user.get());
    return Office.reply(visit, office.roster().drop(user.get()), _ -> Reply.empty(204));
  }

  /// The keys of a user who may act no more open nothing.
  private void revokeKeys(Visit visit, Resource user) throws InterruptedException {
    for (var key : office.directory().keys(visit.accountId())) {
      if (KeyRoutes.isOf(key, user)) {
        office.roster().revoke(visit.accountId(), key.id());
      }
    }
  }

  private static Map<String, String> facts(Forms form) {
    form.fields().filled("FriendlyName", Forms.NAME_MAX);
    form.text("Role", AccountFacts.ROLE);
    var status = form.fields().filled("Status", Forms.NAME_MAX);
    if (status.isPresent() && !STATUSES.contains(status.get())) {
      form.fields().wrong("Status", "must be active or suspended");
    }
    return form.put("Status", "status", status).facts();
  }

  /// The user of the account that a SID names.
  static Optional<Resource> find(Office office, Visit visit, String sid) {
    return Sids.read(Sids.USER, sid)
        .flatMap(id -> office.directory().resource(visit.accountId(), Resource.Kind.USER, id));
  }

  /// Whether a user may act.
  static boolean isActive(Resource user) {
    return user.fact("status").map("active"::equals).orElse(true);
  }

  private static Reply shown(Visit visit, Order<Resource> order) throws InterruptedException {
    return Office.reply(visit, order, user -> REPLIES.one(visit.shape(), sheet(user)));
  }

  private static Sheet sheet(Resource user) {
    var sid = Sids.of(Sids.USER, user.id());
    return new Sheet()
        .text("sid", sid)
        .text("account_sid", Sids.account(user.account()))
        .text("friendly_name", user.name())
        .text("email_address", user.fact(AccountFacts.MAIL).orElse(""))
        .text("role", user.fact(AccountFacts.ROLE).orElse("Developer"))
        .text("status", user.fact("status").orElse("active"))
        .text("date_created", RestcommDates.words(user.created()))
        .text("date_updated", RestcommDates.words(user.updated()))
        .text("uri", Sids.path(user.account()) + "/Users/" + sid);
  }
}
