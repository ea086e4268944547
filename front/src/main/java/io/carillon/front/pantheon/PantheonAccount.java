package io.carillon.front.pantheon;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.engine.billing.Plan;
import io.carillon.engine.billing.Plan.Limit;
import io.carillon.engine.billing.Plans;
import io.carillon.front.door.Caller;
import io.carillon.front.door.NewKeys;
import io.carillon.front.door.Repeats;
import io.carillon.front.json.Fields;
import io.carillon.model.Account;
import io.carillon.model.Allowance.Measure;
import io.carillon.model.Allowance.Span;
import io.carillon.model.ApiKey;
import io.carillon.model.Channel;
import io.carillon.model.Refusal;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Usages;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The account itself: how it stands, and its API keys.
final class PantheonAccount {
  private static final Set<String> KNOWN =
      Set.of("name", "permissions", "expires_at", "description", "mode");

  /// Permissions that the vendor prints for what is not messaging: kept, and of no effect.
  private static final Set<String> ELSEWHERE = Set.of("voice:call", "analytics:read");

  private static final int TEXT_MAX = 256;
  private static final int PERMISSIONS_MAX = 20;

  private final Reading reading;
  private final NewKeys newKeys;
  private final Roster roster;
  private final Plans plans = new Plans();

  PantheonAccount(Reading reading, NewKeys newKeys, Roster roster) {
    this.reading = reading;
    this.newKeys = newKeys;
    this.roster = roster;
  }

  /// What an account's answers are read from.
  record Reading(Accounts accounts, Usages usages, Clock clock) {}

  /// How an account stands and what it used this month.
  ///
  /// @param plan empty = it has none
  /// @param sent SMS of this month, as plans count them
  /// @param limit how many it may send, or is meant to; empty = no plan says so
  record Details(
      Account account,
      Optional<String> plan,
      String currency,
      YearMonth month,
      long sent,
      OptionalLong limit) {}

  Reply details(Caller caller, Request request) {
    var account = caller.account();
    var directory = reading.accounts().directory();
    var now = reading.clock().now();
    var month = Span.month(now);
    var filter = Usages.Filter.of(account.id(), month.from(), month.until());
    var sms = new Limit(Optional.of(Channel.SMS), Measure.MESSAGES, 0, "", false);
    var plan = plans.of(directory, account.id());
    var balance = reading.accounts().balance(directory.payer(account.id()));
    var details =
        new Details(
            account,
            plan.map(Plan::name),
            balance.map(money -> money.currency()).orElse("USD"),
            YearMonth.from(now.atOffset(ZoneOffset.UTC)),
            Plans.used(sms.of(account.id(), month), reading.usages().total(filter)),
            limit(plan));
    return Reply.json(200, PantheonAccountReplies.details(details, balance, request.id()));
  }

  /// The lowest of those that count SMS messages and nothing else.
  private static OptionalLong limit(Optional<Plan> plan) {
    return plan.map(Plan::limits).orElse(List.of()).stream()
        .filter(limit -> limit.measure() == Measure.MESSAGES)
        .filter(limit -> limit.channel().filter(Channel.SMS::equals).isPresent())
        .filter(limit -> limit.country().isEmpty())
        .mapToLong(Limit::most)
        .min();
  }

  Reply createKey(Caller caller, Request request) throws InterruptedException {
    var fields = Fields.read(request.body(), KNOWN);
    var wish = wish(fields);
    var refusal = fields.refusal();
    if (refusal.isPresent()) {
      return PantheonDoor.refused(refusal.get(), request);
    }
    var key = Repeats.key(request, caller.account().id(), Form.DIALECT + " api-keys");
    return switch (newKeys.make(caller, caller.author(request), wish, key)) {
      case Order.Refused<NewKeys.Made>(var no) -> PantheonDoor.refused(no, request);
      case Order.Done<NewKeys.Made>(var made, _) ->
          Reply.json(201, PantheonAccountReplies.key(made.key(), Optional.of(made.text())));
    };
  }

  private NewKeys.Wish wish(Fields fields) {
    fields.require("name", "permissions");
    var scopes = new HashSet<>(fields.texts("permissions", 1, PERMISSIONS_MAX));
    NewKeys.unknown(scopes, ELSEWHERE)
        .ifPresent(
            _ -> fields.wrong("permissions", "must hold permissions, such as messaging:send"));
    var mode = fields.text("mode", TEXT_MAX).orElse("live");
    if (!mode.equals("live") && !mode.equals("test")) {
      fields.wrong("mode", "must be live or test");
    }
    return new NewKeys.Wish(
        new ApiKey.About(
            fields.text("name", TEXT_MAX).orElse(""),
            fields.text("description", TEXT_MAX).orElse("")),
        new ApiKey.Grant(scopes, mode.equals("live"), 0),
        expires(fields));
  }

  private Optional<Instant> expires(Fields fields) {
    var expires = fields.moment("expires_at");
    if (expires.filter(at -> !at.isAfter(reading.clock().now())).isPresent()) {
      fields.wrong("expires_at", "must lie ahead");
    }
    return expires;
  }

  /// All keys, the newest first; an account has few, so there is one page.
  Reply keys(Caller caller, Request request) {
    var keys =
        reading.accounts().directory().keys(caller.account().id()).stream()
            .sorted(
                Comparator.comparing((ApiKey key) -> key.life().created())
                    .thenComparing(ApiKey::id)
                    .reversed())
            .toList();
    return Reply.json(200, PantheonAccountReplies.keys(keys, request.id()));
  }

  Reply key(Caller caller, Request request) {
    return reading.accounts().directory().keys(caller.account().id()).stream()
        .filter(key -> key.id().equals(request.variable("key_id")))
        .findFirst()
        .map(key -> Reply.json(200, PantheonAccountReplies.key(key, Optional.empty())))
        .orElseGet(() -> PantheonDoor.notFound("API key", request));
  }

  Reply revoke(Caller caller, Request request) throws InterruptedException {
    return switch (roster
        .by(caller.author(request))
        .revoke(caller.account().id(), request.variable("key_id"))) {
      case Order.Refused<ApiKey>(Refusal refusal) -> PantheonDoor.refused(refusal, request);
      case Order.Done<ApiKey>(var key, _) ->
          Reply.json(200, PantheonAccountReplies.key(key, Optional.empty()));
    };
  }
}
