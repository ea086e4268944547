package io.carillon.front.restcomm;

import io.carillon.engine.account.Order;
import io.carillon.front.arranged.OwnUser;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Logins;
import io.carillon.front.door.NewKeys;
import io.carillon.front.door.Scope;
import io.carillon.front.form.FormFields;
import io.carillon.model.ApiKey;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Route;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// API keys of an account (IAM). The page names what can be done with them and shows nothing: all
/// of this is our choice. A key's text is shown once, in the answer that makes it.
final class KeyRoutes implements Keeper {
  private static final String WHAT = "key";
  private static final int SCOPES_MAX = 1_000;
  private static final SheetReplies REPLIES = new SheetReplies("ApiKey", "ApiKeys", "api_keys");

  /// Stands before the user's SID in the description of a key that is theirs.
  private static final String OF = "user ";

  private final Office office;

  KeyRoutes(Office office) {
    this.office = office;
  }

  List<Route> routes() {
    return Keeper.routes(office.door(), new Patterns("/ApiKeys"), this);
  }

  /// Whether a key is a user's.
  static boolean isOf(ApiKey key, OwnUser user) {
    return key.about().description().equals(OF + Sids.of(Sids.USER, user.id()));
  }

  @Override
  public Reply list(Visit visit) {
    var keys =
        office.directory().keys(visit.accountId()).stream()
            .filter(key -> key.life().revoked().isEmpty())
            .sorted(
                Comparator.comparing((ApiKey key) -> key.life().created())
                    .thenComparing(ApiKey::id))
            .toList();
    return ListPages.of(keys, Logins::sid)
        .reply(
            visit,
            page ->
                new ListPages.Written(
                    REPLIES, page.stream().map(key -> sheet(key, Optional.empty())).toList()));
  }

  @Override
  public Reply create(Visit visit) throws InterruptedException {
    var fields = FormFields.read(visit.request().body());
    var wish = wish(visit, fields);
    if (fields.refusal().isPresent()) {
      return visit.no(fields.refusal().get());
    }
    var caller = new Caller(visit.account(), visit.caller().key());
    return Office.reply(
        visit,
        office.doing().keys().make(caller, visit.author(), wish, Office.key(visit, WHAT)),
        made -> REPLIES.one(visit.shape(), sheet(made.key(), Optional.of(made.text().reveal()))));
  }

  private NewKeys.Wish wish(Visit visit, FormFields fields) {
    var name = fields.filled("FriendlyName", Forms.NAME_MAX).orElse("");
    var user = fields.filled("UserSid", Forms.NAME_MAX);
    var found = user.flatMap(sid -> UserRoutes.find(office, visit, sid));
    if (user.isPresent() && found.filter(OwnUser::isActive).isEmpty()) {
      fields.wrong("UserSid", "names no active user of the account");
    }
    boolean live = fields.flag("Live", visit.caller().isLive());
    return new NewKeys.Wish(
        new ApiKey.About(name, user.map(sid -> OF + sid).orElse("")),
        new ApiKey.Grant(scopes(visit, fields), live, 0),
        expires(fields));
  }

  /// Without a wish a key may do what its maker may.
  private static Set<String> scopes(Visit visit, FormFields fields) {
    var wanted = fields.filled("Scopes", SCOPES_MAX);
    if (wanted.isEmpty()) {
      return Scope.handedOn(visit.caller());
    }
    var scopes =
        Arrays.stream(wanted.get().split("[ ,]+"))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    NewKeys.unknown(scopes, Set.of())
        .ifPresent(word -> fields.wrong("Scopes", "may only name scopes of this server"));
    return scopes;
  }

  private Optional<Instant> expires(FormFields fields) {
    var text = fields.filled("ExpiresAt", Forms.NAME_MAX);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      var moment = OffsetDateTime.parse(text.get().strip()).toInstant();
      if (moment.isAfter(office.now())) {
        return Optional.of(moment);
      }
    } catch (DateTimeException _) {
      // as one that has passed
    }
    fields.wrong("ExpiresAt", "must be a time to come in ISO 8601 with its offset");
    return Optional.empty();
  }

  @Override
  public Reply one(Visit visit) {
    return find(visit)
        .map(key -> REPLIES.one(visit.shape(), sheet(key, Optional.empty())))
        .orElseGet(visit::notFound);
  }

  @Override
  public Reply change(Visit visit) throws InterruptedException {
    var key = find(visit);
    if (key.isEmpty()) {
      return visit.notFound();
    }
    var fields = FormFields.read(visit.request().body());
    var name = fields.filled("FriendlyName", Forms.NAME_MAX).orElse(key.get().name());
    if (fields.refusal().isPresent()) {
      return visit.no(fields.refusal().get());
    }
    var about = new ApiKey.About(name, key.get().about().description());
    return office.once(
        visit,
        WHAT + " " + key.get().id(),
        visit.accountId().value(),
        () ->
            Office.reply(
                visit,
                office.orders(visit).rename(visit.accountId(), key.get().id(), about),
                named -> REPLIES.one(visit.shape(), sheet(named, Optional.empty()))),
        () -> one(visit));
  }

  @Override
  public Reply drop(Visit visit) throws InterruptedException {
    var key = find(visit);
    Order<ApiKey> order =
        key.isEmpty()
            ? new Order.Refused<>(Refusal.of(Fault.NOT_FOUND, "", ""))
            : office.orders(visit).revoke(visit.accountId(), key.get().id());
    return Office.reply(visit, order, _ -> Reply.empty(204));
  }

  /// A revoked one is gone.
  private Optional<ApiKey> find(Visit visit) {
    var sid = visit.sid();
    return office.directory().keys(visit.accountId()).stream()
        .filter(key -> key.life().revoked().isEmpty())
        .filter(key -> sid.equalsIgnoreCase(Logins.sid(key)) || sid.equals(key.id()))
        .findFirst();
  }

  private static Sheet sheet(ApiKey key, Optional<String> text) {
    var description = key.about().description();
    var user = description.startsWith(OF) ? description.substring(OF.length()) : "";
    var sheet =
        new Sheet()
            .text("sid", Logins.sid(key))
            .text("account_sid", Sids.account(key.account()))
            .text("friendly_name", key.name())
            .textOrNull("user_sid", user)
            .text("scopes", key.scopes().stream().sorted().collect(Collectors.joining(" ")))
            .flag("live", key.grant().live())
            .text("date_created", RestcommDates.words(key.life().created()))
            .textOrNull("expires_at", key.life().expires().map(RestcommDates::iso).orElse(""))
            .text("uri", Sids.path(key.account()) + "/ApiKeys/" + Logins.sid(key));
    text.ifPresent(shown -> sheet.text("secret", shown));
    return sheet;
  }
}
