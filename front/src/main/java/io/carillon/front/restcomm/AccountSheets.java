package io.carillon.front.restcomm;

import io.carillon.model.Account;
import io.carillon.model.Resource;
import io.carillon.wire.http.Reply;
import java.util.List;

/// Writes accounts.
final class AccountSheets {
  private static final SheetReplies REPLIES = new SheetReplies("Account", "Accounts", "accounts");

  private final Office office;

  AccountSheets(Office office) {
    this.office = office;
  }

  Reply one(Visit visit, Account account) {
    return REPLIES.one(visit.shape(), sheet(visit, account));
  }

  Reply all(Visit visit, List<Account> accounts) {
    return REPLIES.all(
        visit.shape(), accounts.stream().map(account -> sheet(visit, account)).toList());
  }

  private Sheet sheet(Visit visit, Account account) {
    var directory = office.directory();
    var facts = AccountFacts.of(directory, account.id());
    var updated = facts.settings().map(Resource::updated).orElse(account.created());
    var uri = Sids.path(account.id());
    return new Sheet()
        .text("sid", Sids.account(account.id()))
        .text("friendly_name", account.name())
        .textOrNull("email_address", facts.mail())
        .text("status", directory.standing(account.id()).word())
        .text("role", facts.role())
        .text("type", "Full")
        .text("date_created", RestcommDates.words(account.created()))
        .text("date_updated", RestcommDates.words(updated))
        .textOrNull("auth_token", visit.mayDoEverything() ? account.token().reveal() : "")
        .text("uri", uri)
        .part(
            "subresource_uris",
            new Sheet()
                .text("available_phone_numbers", uri + "/AvailablePhoneNumbers")
                .text("incoming_phone_numbers", uri + "/IncomingPhoneNumbers")
                .text("notifications", uri + "/Notifications")
                .text("sms_messages", uri + "/SMS/Messages"));
  }
}
