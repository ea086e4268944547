package io.carillon.front.restcomm;

import io.carillon.engine.account.Order;
import io.carillon.front.arranged.OwnUser;
import io.carillon.front.door.Passwords;
import io.carillon.front.person.UserPasswords;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.Resource;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Users of an account (IAM): who may act for it, by API keys that are theirs or, where a dialect
/// signs in so, by password. The page names what can be done with them and shows nothing: all of
/// this is our choice.
final class UserRoutes implements Keeper {
  private static final String WHAT = "user";
  private static final List<String> STATUSES = List.of("active", "suspended");
  private static final String MAIL = "[^\\s:@]{1,64}@[^\\s:@]{1,189}";
  private static final int MAIL_MAX = 254;
  private static final int PASSWORD_MIN = 10;
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
    var users = OwnUser.of(office.directory(), visit.accountId());
    return ListPages.of(users, user -> Sids.of(Sids.USER, user.id()))
        .reply(
            visit,
            page -> new ListPages.Written(REPLIES, page.stream().map(UserRoutes::sheet).toList()));
  }

  @Override
  public Reply create(Visit visit) throws InterruptedException {
    var form = new Forms(visit.request().body(), Map.of());
    var mail = form.required("EmailAddress", "Email address", MAIL_MAX);
    mail(form, mail);
    var facts = facts(form);
    var refusal = beyond(visit).or(form::refusal);
    if (refusal.isPresent()) {
      return visit.no(refusal.get());
    }
    var name = form.fields().filled("FriendlyName").orElse(mail);
    var now = office.now();
    var user =
        new Resource(office.next(), visit.accountId(), Resource.Kind.USER, name, facts, now, now);
    var key = Office.key(visit, WHAT);
    return office.recalled(
        visit,
        key,
        id ->
            OwnUser.find(office.directory(), visit.accountId(), id)
                .map(own -> REPLIES.one(visit.shape(), sheet(own)))
                .orElseGet(visit::notFound),
        () ->
            office.alone(() ->
                isTaken(new OwnUser(user))
                    ? taken(visit)
                    : shown(visit, office.orders(visit).add(user, key))));
  }

  /// Whether somebody else signs in so already.
  private boolean isTaken(OwnUser user) {
    return OwnUser.isTaken(office.directory(), user.login(), user.id());
  }

  private static Reply taken(Visit visit) {
    return visit.wrong("EmailAddress", "'EmailAddress' is that of another user.");
  }

  private static void mail(Forms form, String mail) {
    if (!mail.isEmpty() && !mail.matches(MAIL)) {
      form.fields().wrong("EmailAddress", "must be an e-mail address");
    }
    form.put("EmailAddress", OwnUser.MAIL, Optional.of(mail));
  }

  /// A user may do everything.
  private static Optional<Refusal> beyond(Visit visit) {
    return visit.mayDoEverything()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(Fault.FORBIDDEN, "", "A user may do everything; this key may not."));
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
    var before = user.get().resource();
    var form = new Forms(visit.request().body(), before.facts());
    var facts = facts(form);
    var refusal = beyond(visit).or(form::refusal);
    if (refusal.isPresent()) {
      return visit.no(refusal.get());
    }
    var name = form.fields().filled("FriendlyName").orElse(before.name());
    var next = before.with(name, facts, office.now());
    return office.once(
        visit,
        WHAT,
        next.id(),
        () -> office.alone(() -> changed(visit, before, next)),
        () -> one(visit));
  }

  private Reply changed(Visit visit, Resource before, Resource next) throws InterruptedException {
    var user = new OwnUser(next);
    if ((user.mayGetTokens() || user.role().isPresent()) && isTaken(user)) {
      return taken(visit);
    }
    if (!user.isActive()) {
      revokeKeys(visit, user);
    }
    var order = office.orders(visit).change(before, next, (_, _) -> Optional.empty());
    return shown(visit, order);
  }

  @Override
  public Reply drop(Visit visit) throws InterruptedException {
    var user = find(office, visit, visit.sid());
    if (user.isEmpty()) {
      return visit.notFound();
    }
    var beyond = beyond(visit);
    if (beyond.isPresent()) {
      return visit.no(beyond.get());
    }
    revokeKeys(visit, user.get());
    return Office.reply(
        visit, office.orders(visit).drop(user.get().resource()), _ -> Reply.empty(204));
  }

  /// The keys of a user who may act no more open nothing.
  private void revokeKeys(Visit visit, OwnUser user) throws InterruptedException {
    for (var key : office.directory().keys(visit.accountId())) {
      if (KeyRoutes.isOf(key, user)) {
        office.orders(visit).revoke(visit.accountId(), key.id());
      }
    }
  }

  private static Map<String, String> facts(Forms form) {
    form.fields().filled("FriendlyName", Forms.NAME_MAX);
    form.text("Role", AccountFacts.ROLE).flag("ApiAccess", OwnUser.API_ACCESS);
    var status = form.fields().filled("Status", Forms.NAME_MAX);
    if (status.isPresent() && !STATUSES.contains(status.get())) {
      form.fields().wrong("Status", "must be active or suspended");
    }
    form.put("Status", OwnUser.STATUS, status);
    var password = form.fields().filled("Password", Passwords.LENGTH_MAX);
    if (password.isPresent() && password.get().length() < PASSWORD_MIN) {
      form.fields().wrong(Refusal.of(Fault.FIELD_INVALID, "Password", "Password too weak"));
    }
    var kept = form.facts().getOrDefault(OwnUser.PASSWORD, "");
    password
        .filter(text -> form.refusal().isEmpty() && !UserPasswords.opens(text, kept))
        .ifPresent(text -> form.facts().put(OwnUser.PASSWORD, UserPasswords.kept(text)));
    return form.facts();
  }

  /// The user of the account that a SID names.
  static Optional<OwnUser> find(Office office, Visit visit, String sid) {
    return Sids.read(Sids.USER, sid)
        .flatMap(id -> OwnUser.find(office.directory(), visit.accountId(), id));
  }

  private static Reply shown(Visit visit, Order<Resource> order) throws InterruptedException {
    return Office.reply(visit, order, user -> REPLIES.one(visit.shape(), sheet(new OwnUser(user))));
  }

  private static Sheet sheet(OwnUser user) {
    var sid = Sids.of(Sids.USER, user.id());
    var resource = user.resource();
    return new Sheet()
        .text("sid", sid)
        .text("account_sid", Sids.account(user.account()))
        .text("friendly_name", resource.name())
        .text("email_address", user.login())
        .text("role", resource.fact(AccountFacts.ROLE).orElse("Developer"))
        .text("status", user.isActive() ? "active" : "suspended")
        .flag("api_access", user.hasApiAccess())
        .text("date_created", RestcommDates.words(resource.created()))
        .text("date_updated", RestcommDates.words(resource.updated()))
        .text("uri", Sids.path(user.account()) + "/Users/" + sid);
  }
}
