package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.billing.Cashier;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Repeats;
import io.carillon.front.json.Fields;
import io.carillon.front.v2.V2Query.Paging;
import io.carillon.front.v2.V2Replies.Listing;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Fault;
import io.carillon.model.Funds;
import io.carillon.model.Money;
import io.carillon.model.Posting;
import io.carillon.model.Refusal;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Ledger;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Answers what an account has and how it came to that; lets operators pay in, put right and give
/// credit.
final class V2Money {
  private static final int PAGE_MAX = 100;
  private static final int ID_MAX = 64;
  private static final Set<String> LISTED =
      Set.of(
          "limit",
          "starting_after",
          "ending_before",
          "account",
          "reason",
          "created_after",
          "created_before");
  private static final Set<String> POSTED =
      Set.of("account", "reason", "amount", "currency", "note");
  private static final Set<String> CREDITED = Set.of("account", "amount", "currency");
  private static final Set<Reason> BY_HAND = EnumSet.of(Reason.TOP_UP, Reason.ADJUSTMENT);
  private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,6})?");

  /// Stands for an amount that is refused (ISO 4217: XXX, no currency).
  private static final Money NONE = new Money(0, "XXX");

  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private final Accounts accounts;
  private final Ledger ledger;
  private final Cashier cashier;
  private final V2Routes.Sources sources;

  V2Money(V2Routes.Reading reading, Cashier cashier, V2Routes.Sources sources) {
    this.accounts = reading.accounts();
    this.ledger = reading.ledger();
    this.cashier = cashier;
    this.sources = sources;
  }

  /// What the account of the caller has.
  Reply balance(Caller caller, Request request) {
    return Reply.json(200, V2MoneyReplies.balance(held(caller.account())));
  }

  /// What each account has that pays for itself.
  Reply balances(Caller caller, Request request) {
    var directory = accounts.directory();
    var paying =
        directory.accounts().stream()
            .filter(account -> directory.payer(account.id()).equals(account.id()))
            .sorted(
                Comparator.comparing(Account::created)
                    .thenComparing(account -> account.id().value()))
            .toList();
    return new Roll<>("/v2/balances", paying, account -> V2MoneyReplies.name(account.id()))
        .list(
            request,
            "the id of an account",
            page ->
                V2MoneyReplies.balances(
                    new Listing<>(
                        page.path(),
                        page.items().stream().map(this::held).toList(),
                        page.cursor())));
  }

  private V2MoneyReplies.Held held(Account account) {
    return held(accounts, account);
  }

  /// What an account has, and who pays for it.
  static V2MoneyReplies.Held held(Accounts accounts, Account account) {
    var payer = accounts.directory().payer(account.id());
    var funds = payer.equals(account.id()) ? accounts.funds(account.id()) : Optional.<Funds>empty();
    return new V2MoneyReplies.Held(account.id(), payer, funds);
  }

  /// The book of the account, or for operators of any.
  Reply list(Caller caller, Request request) {
    var query = new V2Query(request.query());
    query.only(false, LISTED);
    var paging = query.paging(PAGE_MAX);
    var other = query.word("account", V2Operating::account, "must be AC and 32 hexadecimal digits");
    var reason = query.word("reason", Reason::of, "must be a reason, such as top_up or charge");
    var period = query.period("created");
    var account = other.orElse(caller.account().id());
    var refusal = query.refusal().or(() -> foreign(caller, account));
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    return page(new Ledger.Filter(account, reason, period), paging)
        .map(page -> Reply.json(200, V2MoneyReplies.lines(page)))
        .orElseGet(
            () -> V2Door.refused(V2Query.badCursor(request.query(), "the id of a line"), request));
  }

  private static Optional<Refusal> foreign(Caller caller, AccountId account) {
    return account.equals(caller.account().id()) || caller.operates()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                Fault.FORBIDDEN, "account", "The key reads the book of its own account only."));
  }

  private Optional<Listing<Ledger.Line>> page(Ledger.Filter filter, Paging paging) {
    boolean up = !paging.before().isEmpty();
    var edge = paging.after() + paging.before();
    var behind = V2MoneyReplies.line(edge);
    if (behind.isEmpty() && !edge.isEmpty()) {
      return Optional.empty();
    }
    var page = ledger.page(filter, up, behind, paging.limit());
    var lines = page.lines();
    var cursor = page.more() ? V2MoneyReplies.name(lines.getLast()) : "";
    return Optional.of(new Listing<>("/v2/ledger", up ? lines.reversed() : lines, cursor));
  }

  /// Pays in, or puts right.
  Reply post(Caller caller, Request request) throws InterruptedException {
    var fields = Fields.readAll(request.body());
    fields.only(POSTED);
    fields.require("reason", "amount", "currency", "note");
    var account = account(caller, fields);
    var amount = amount(fields);
    var reason = reason(fields, amount);
    var note = fields.text("note", Posting.NOTE_MAX).orElse("");
    if (fields.has("note") && note.isBlank()) {
      fields.wrong("note", "must say why");
    }
    var refusal = fields.refusal().or(() -> Repeats.refusal(request));
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var posting =
        new Posting(sources.ids().next(), account, reason, amount, note, sources.clock().now());
    var key = Repeats.key(request, caller.account().id(), "v2 ledger");
    return switch (cashier.post(posting, key)) {
      case Order.Done<Posting>(var done, _) -> Reply.json(201, V2MoneyReplies.posting(done));
      case Order.Refused<Posting>(var no) -> V2Door.refused(no, request);
    };
  }

  /// Sets how far below zero an account may go.
  Reply credit(Caller caller, Request request) throws InterruptedException {
    var fields = Fields.readAll(request.body());
    fields.only(CREDITED);
    fields.require("amount", "currency");
    var account = account(caller, fields);
    var amount = amount(fields);
    if (amount.micros() < 0) {
      fields.wrong("amount", "must not be negative");
    }
    var refusal = fields.refusal().or(() -> Repeats.refusal(request));
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var key = Repeats.key(request, caller.account().id(), "v2 credit");
    return switch (cashier.credit(account, amount, key)) {
      case Order.Done<Funds>(var funds, _) ->
          Reply.json(
              200,
              V2MoneyReplies.balance(
                  new V2MoneyReplies.Held(account, account, Optional.of(funds))));
      case Order.Refused<Funds>(var no) -> V2Door.refused(no, request);
    };
  }

  private static AccountId account(Caller caller, Fields fields) {
    var text = fields.text("account", ID_MAX);
    var account = text.flatMap(V2Operating::account);
    if (text.isPresent() && account.isEmpty()) {
      fields.wrong("account", "must be AC and 32 hexadecimal digits");
    }
    return account.orElse(caller.account().id());
  }

  /// The amount and currency of a body; what is wrong with them is noted there.
  static Money amount(Fields fields) {
    var text = fields.text("amount", ID_MAX).orElse("");
    var currency = fields.text("currency", ID_MAX).orElse("");
    boolean counts = AMOUNT.matcher(text).matches();
    if (fields.has("amount") && !counts) {
      fields.wrong("amount", "must have at most nine digits and six decimals, such as \"12.50\"");
    }
    if (fields.has("currency") && !CURRENCY.matcher(currency).matches()) {
      fields.wrong("currency", "must be a currency in ISO 4217, such as USD");
    }
    return CURRENCY.matcher(currency).matches() && counts
        ? new Money(new BigDecimal(text).movePointRight(6).longValueExact(), currency)
        : NONE;
  }

  private static Reason reason(Fields fields, Money amount) {
    var reason = fields.text("reason", ID_MAX).flatMap(Reason::of).filter(BY_HAND::contains);
    if (fields.has("reason") && reason.isEmpty()) {
      fields.wrong("reason", "must be top_up or adjustment");
    }
    if (reason.filter(Reason.TOP_UP::equals).isPresent() && amount.micros() < 0) {
      fields.wrong("amount", "must be positive to top up; an adjustment takes");
    }
    return reason.orElse(Reason.ADJUSTMENT);
  }
}
