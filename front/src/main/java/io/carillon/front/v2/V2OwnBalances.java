package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.engine.billing.OwnBalances;
import io.carillon.engine.billing.Transfers;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Repeats;
import io.carillon.front.json.Fields;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Money;
import io.carillon.model.Posting;
import io.carillon.model.Refusal;
import io.carillon.model.Transfer;
import io.carillon.model.port.Accounts;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.Optional;
import java.util.Set;

/// Answers an account about the balances of those below it: shows them, lets them have one of their
/// own, moves money to and fro.
final class V2OwnBalances {
  private static final int ID_DIGITS = 32;

  private final Accounts accounts;
  private final Roster roster;
  private final Transfers transfers;
  private final OwnBalances own;
  private final V2SubAccounts below;
  private final V2Routes.Sources sources;

  V2OwnBalances(
      Accounts accounts, V2Routes.Acting acting, V2SubAccounts below, V2Routes.Sources sources) {
    this.accounts = accounts;
    this.roster = acting.roster();
    this.transfers = acting.cashier().transfers();
    this.own = new OwnBalances(accounts);
    this.below = below;
    this.sources = sources;
  }

  /// What an account below has, and who pays for it.
  Reply balance(Caller caller, Request request) {
    return below
        .below(caller, request)
        .map(this::shown)
        .orElseGet(() -> V2SubAccounts.noAccount(request));
  }

  private Reply shown(Account account) {
    return Reply.json(200, V2MoneyReplies.balance(V2Money.held(accounts, account)));
  }

  /// Gives an account below a balance of its own, or takes that away.
  Reply change(Caller caller, Request request) throws InterruptedException {
    var account = below.below(caller, request);
    if (account.isEmpty()) {
      return V2SubAccounts.noAccount(request);
    }
    var fields = Fields.readAll(request.body());
    fields.only(Set.of("own"));
    fields.require("own");
    boolean has = fields.flag("own", false);
    var refusal = refusal(caller, request, fields);
    var id = account.get().id();
    if (refusal.isEmpty()) {
      var once = Repeats.key(request, caller.account().id(), "v2 own balance " + id);
      refusal = once.isEmpty() ? refusal : roster.keep(once.get(), id.value());
    }
    if (refusal.isEmpty()) {
      var orders = roster.by(caller.author(request));
      refusal =
          has ? own.give(id, setting(id), sources.clock().now(), orders) : own.take(id, orders);
    }
    return refusal.isPresent() ? V2Door.refused(refusal.get(), request) : shown(account.get());
  }

  private static Id setting(AccountId account) {
    var text = account.value().hex() + " " + Directory.OWN_BALANCE;
    return Id.fromHex(Keys.sha256(text).substring(0, ID_DIGITS)).orElseThrow();
  }

  /// Moves money to an account below, or back from it where the amount is negative.
  Reply transfer(Caller caller, Request request) throws InterruptedException {
    var account = below.below(caller, request);
    if (account.isEmpty()) {
      return V2SubAccounts.noAccount(request);
    }
    var fields = Fields.readAll(request.body());
    fields.only(Set.of("amount", "currency", "note"));
    fields.require("amount", "currency");
    var amount = V2Money.amount(fields);
    if (fields.refusal().isEmpty() && amount.micros() == 0) {
      fields.wrong("amount", "must not be zero");
    }
    var note = fields.text("note", Posting.NOTE_MAX).orElse("");
    var refusal = refusal(caller, request, fields);
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var id = account.get().id();
    var asked = asked(caller.account().id(), id, amount, note);
    var once = Repeats.key(request, caller.account().id(), "v2 transfer " + id);
    return switch (transfers.order(asked, caller.author(request), once)) {
      case Order.Done<Transfer>(var done, var repeated) -> {
        var reply = Reply.json(201, V2MoneyReplies.transfer(done));
        yield repeated ? reply.with("Idempotent-Replayed", "true") : reply;
      }
      case Order.Refused<Transfer>(var no) -> V2Door.refused(no, request);
    };
  }

  private Transfer asked(AccountId above, AccountId to, Money amount, String note) {
    boolean gives = amount.micros() > 0;
    return new Transfer(
        sources.ids().next(),
        gives ? above : to,
        gives ? to : above,
        gives ? amount : amount.negated(),
        note,
        sources.clock().now());
  }

  private static Optional<Refusal> refusal(Caller caller, Request request, Fields fields) {
    var test =
        Optional.of(Refusal.of(Fault.FORBIDDEN, "", "A test key moves no money."))
            .filter(_ -> !caller.isLive());
    return test.or(() -> Repeats.refusal(request)).or(fields::refusal);
  }
}
