package io.carillon.front.restcomm;

import io.carillon.front.door.Keys;
import io.carillon.front.door.Logins;
import io.carillon.front.door.Scope;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Fault;
import io.carillon.model.Idempotency;
import io.carillon.model.Refusal;
import io.carillon.model.Secret;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Accounts and sub-accounts: list, open, read, change; closed for good by the status `closed`.
final class AccountRoutes {
  private static final String WHAT = "account";
  private static final int TOKEN_DIGITS = 32;
  private static final List<String> LISTS = List.of("/Accounts", "/Accounts/", "/Accounts.json");
  private static final List<String> ONES =
      List.of("/Accounts/{account}", "/Accounts/{account}.json", "/Accounts.json/{account}");

  private final Office office;
  private final AccountSheets sheets;

  AccountRoutes(Office office) {
    this.office = office;
    this.sheets = new AccountSheets(office);
  }

  List<Route> routes() {
    var door = office.door();
    var list = door.own(Scope.ACCOUNT_READ, this::list);
    var open = door.own(Scope.ACCOUNT_WRITE, Keeper.once(this::open));
    var one = door.admitted(Scope.ACCOUNT_READ, this::one);
    var change = door.admitted(Scope.ACCOUNT_WRITE, Keeper.once(this::change));
    var routes = new ArrayList<Route>();
    for (var pattern : LISTS) {
      routes.add(Route.get(pattern, list));
      routes.add(Route.post(pattern, Keeper.BODY_MAX, open));
    }
    for (var pattern : ONES) {
      routes.add(Route.get(pattern, one));
      routes.add(Route.post(pattern, Keeper.BODY_MAX, change));
      routes.add(Route.put(pattern, Keeper.BODY_MAX, change));
    }
    return routes;
  }

  private Reply list(Visit visit) {
    return sheets.all(visit, office.directory().accountsUnder(visit.accountId()));
  }

  private Reply one(Visit visit) {
    return sheets.one(visit, visit.account());
  }

  private Reply open(Visit visit) throws InterruptedException {
    var form = AccountForm.opening(visit.request().body());
    if (form.refusal().isPresent()) {
      return visit.no(form.refusal().get());
    }
    var key = Office.key(visit, WHAT);
    return office.recalled(
        visit,
        key,
        id -> again(visit, form, new AccountId(id)),
        () -> office.alone(() -> open(visit, form, key)));
  }

  private Reply open(Visit visit, AccountForm form, Optional<Idempotency> key)
      throws InterruptedException {
    if (AccountFacts.byMail(office.directory(), form.mail()).isPresent()) {
      return visit.no(
          Reply.text(409, "The email address used for the new account is already in use."));
    }
    var id = new AccountId(office.next());
    var account =
        new Account(
            id,
            form.name().orElse(form.mail()),
            form.standing().orElse(Account.Standing.ACTIVE),
            office.now(),
            token(id, form.password()),
            new Secret("whsec_" + office.next().hex() + office.next().hex()),
            Optional.of(visit.accountId()));
    var order = office.orders(visit).open(account, key);
    return Office.reply(visit, order, opened -> kept(visit, opened, form));
  }

  /// What a repeated request opened; the first may have been cut short before all of it was kept.
  private Reply again(Visit visit, AccountForm form, AccountId id) throws InterruptedException {
    var account = office.directory().account(id);
    if (account.isEmpty()) {
      return visit.notFound();
    }
    return AccountFacts.of(office.directory(), id).mail().isEmpty()
        ? kept(visit, account.get(), form)
        : sheets.one(visit, account.get());
  }

  private Reply change(Visit visit) throws InterruptedException {
    var form = AccountForm.changing(visit.request().body());
    if (form.refusal().isPresent()) {
      return visit.no(form.refusal().get());
    }
    return office.once(
        visit, WHAT, visit.accountId().value(), () -> permitted(visit, form), () -> one(visit));
  }

  private Reply permitted(Visit visit, AccountForm form) throws InterruptedException {
    var standing = form.standing().orElse(visit.account().standing());
    if (visit.account().standing() == Account.Standing.CLOSED) {
      return visit.wrong("Status", "Account is closed");
    }
    var objection = objection(visit, form, standing);
    return objection.isPresent() ? visit.no(objection.get()) : change(visit, form, standing);
  }

  /// What an account may not do to itself.
  private static Optional<Refusal> objection(
      Visit visit, AccountForm form, Account.Standing standing) {
    if (visit.isFromAbove()) {
      return Optional.empty();
    }
    if (standing != visit.account().standing()) {
      return forbidden("Only an account above may change the status.");
    }
    return form.password().isEmpty() || visit.account().parent().isPresent()
        ? Optional.empty()
        : forbidden(
            "The token of an account that the operator opened is the operator's to change.");
  }

  private static Optional<Refusal> forbidden(String why) {
    return Optional.of(Refusal.of(Fault.FORBIDDEN, "", why));
  }

  private Reply change(Visit visit, AccountForm form, Account.Standing standing)
      throws InterruptedException {
    var account = visit.account();
    var order =
        office.orders(visit).change(account.id(), form.name().orElse(account.name()), standing);
    return Office.reply(visit, order, changed -> changed(visit, changed, form));
  }

  private Reply changed(Visit visit, Account account, AccountForm form)
      throws InterruptedException {
    if (account.standing() == Account.Standing.CLOSED) {
      new Closing(office, visit).close(account.id());
      return sheets.one(visit, account);
    }
    if (form.password().isEmpty()) {
      return kept(visit, account, form);
    }
    var order = office.orders(visit).renew(account.id(), token(account.id(), form.password()));
    return Office.reply(visit, order, renewed -> kept(visit, renewed, form));
  }

  /// Keeps what only this dialect knows of an account, and shows it.
  private Reply kept(Visit visit, Account account, AccountForm form) throws InterruptedException {
    var more = new HashMap<String, String>();
    if (!form.mail().isEmpty()) {
      more.put(AccountFacts.MAIL, form.mail());
    }
    form.role().ifPresent(role -> more.put(AccountFacts.ROLE, role));
    if (more.isEmpty()) {
      return sheets.one(visit, account);
    }
    var facts = AccountFacts.of(office.directory(), account.id());
    var order = office.orders(visit).put(facts.with(Map.copyOf(more), office.next(), office.now()));
    return Office.reply(visit, order, _ -> sheets.one(visit, account));
  }

  /// The auth token that a password makes: nobody who knows the one alone can tell the other.
  private static Secret token(AccountId account, String password) {
    var text = Logins.sid(account) + ":" + password;
    return new Secret(Keys.sha256(text).substring(0, TOKEN_DIGITS));
  }
}
