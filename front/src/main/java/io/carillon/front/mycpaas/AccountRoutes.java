package io.carillon.front.mycpaas;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.front.door.NewAccounts;
import io.carillon.front.form.FormFields;
import io.carillon.model.Account;
import io.carillon.model.port.Accounts;
import io.carillon.wire.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Accounts: the caller's own, and those that it opened.
///
/// The auth token is shown to callers who came by one: an API key never shows what may do more than
/// itself.
final class AccountRoutes {
  private static final int NAME_MAX = 64;

  private static final Map<String, Account.Standing> STANDINGS = // table
      Map.of(
          "active", Account.Standing.ACTIVE, // OAI
          "suspended", Account.Standing.SUSPENDED, // OAI
          "closed", Account.Standing.CLOSED); // OAI

  private static final List<String> SUBRESOURCES =
      List.of("applications", "incoming_phone_numbers", "messages");

  private final Accounts accounts;
  private final Roster roster;
  private final NewAccounts newAccounts;
  private final Once once;

  AccountRoutes(Accounts accounts, Roster roster, NewAccounts newAccounts) {
    this.accounts = accounts;
    this.roster = roster;
    this.newAccounts = newAccounts;
    this.once = new Once(roster);
  }

  /// The caller's own account first, then those that it opened, the oldest first.
  Reply list(Visit visit) {
    var query = visit.request().query();
    var name = query.first("FriendlyName").filter(text -> !text.isBlank());
    var status = query.first("Status").filter(text -> !text.isBlank());
    if (status.filter(word -> !STANDINGS.containsKey(word)).isPresent()) {
      return Denial.of(Code.BAD_REQUEST, "'Status' must be active, suspended or closed.")
          .reply(visit.shape());
    }
    return switch (Paging.read(query)) {
      case Paging.Read.Refused(var denial) -> denial.reply(visit.shape());
      case Paging.Read.Asked(var paging) -> {
        var own = new ArrayList<>(List.of(visit.account()));
        own.addAll(accounts.directory().accountsUnder(visit.accountId()));
        var path = visit.surface().prefix() + "/Accounts";
        yield new Listing(visit, paging, path, "accounts", "Accounts")
            .replyOf(
                own.stream()
                    .filter(account -> name.map(account.name()::equals).orElse(true))
                    .filter(account ->
                        status.map(STANDINGS::get).map(account.standing()::equals).orElse(true))
                    .map(account -> shown(visit, account))
                    .toList());
      }
    };
  }

  /// Opens an account under the caller's.
  Reply create(Visit visit) throws InterruptedException {
    var fields = FormFields.read(visit.request().body());
    var name = fields.filled("FriendlyName", NAME_MAX);
    if (fields.refusal().isPresent()) {
      return visit.no(fields.refusal().get());
    }
    var opened =
        newAccounts.open(
            visit.accountId(), visit.author(), name.orElse("SubAccount"), Once.key(visit));
    return switch (opened) {
      case Order.Refused<Account>(var refusal) -> visit.no(refusal);
      case Order.Done<Account>(var account, _) -> visit.reply(201, shown(visit, account));
    };
  }

  Reply fetch(Visit visit) {
    return visit.reply(200, shown(visit, visit.account()));
  }

  /// Another name, another standing. Nobody suspends or closes the account that they call by.
  Reply update(Visit visit) throws InterruptedException {
    var fields = FormFields.read(visit.request().body());
    var account = visit.account();
    var name = fields.filled("FriendlyName", NAME_MAX);
    var status = fields.filled("Status");
    if (fields.refusal().isPresent()) {
      return visit.no(fields.refusal().get());
    }
    var standing = status.map(STANDINGS::get);
    if (status.isPresent() && standing.isEmpty()) {
      return Denial.of(Code.BAD_REQUEST, "'Status' must be active, suspended or closed.")
          .reply(visit.shape());
    }
    boolean own = account.id().equals(visit.caller().account().id());
    if (own && standing.filter(next -> next != account.standing()).isPresent()) {
      return Denial.of(Code.FORBIDDEN, "An account cannot change its own 'Status'.")
          .reply(visit.shape());
    }
    var refusal = once.refuses(visit, account.id().value());
    return refusal.isPresent()
        ? visit.no(refusal.get())
        : changed(visit, name.orElse(account.name()), standing.orElse(account.standing()));
  }

  private Reply changed(Visit visit, String name, Account.Standing standing)
      throws InterruptedException {
    return switch (roster.by(visit.author()).change(visit.accountId(), name, standing)) {
      case Order.Refused<Account>(var no) -> visit.no(no);
      case Order.Done<Account>(var after, _) -> visit.reply(200, shown(visit, after));
    };
  }

  private static Representation shown(Visit visit, Account account) {
    var surface = visit.surface();
    var created = surface.printed(account.created());
    var path = surface.path(account.id(), "");
    var extension = visit.shape().printed();
    var uris = new Representation("SubresourceUris");
    for (var name : SUBRESOURCES) {
      uris.text(name, path + "/" + Representation.camel(name) + extension);
    }
    uris.text("sms_short_codes", path + "/SMS/ShortCodes" + extension);
    boolean byToken = visit.caller().key().isEmpty();
    return new Representation("Account")
        .text("auth_token", Optional.of(account.token().reveal()).filter(_ -> byToken))
        .text("date_created", created)
        .text("date_updated", created)
        .text("friendly_name", account.name())
        .text("owner_account_sid", Sids.account(account.parent().orElse(account.id())))
        .text("sid", Sids.account(account.id()))
        .text("status", account.standing().word())
        .group("subresource_uris", uris)
        .text("type", "Full")
        .text("uri", path + extension);
  }
}
