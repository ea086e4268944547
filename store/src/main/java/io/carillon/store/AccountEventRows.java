package io.carillon.store;

import io.carillon.model.AccountEvent;
import io.carillon.model.AccountEvent.What;
import io.carillon.model.AccountId;
import io.carillon.model.Event;
import io.carillon.model.Event.Kind;
import io.carillon.model.Id;
import io.carillon.model.Money;
import io.carillon.model.Notice;
import io.carillon.model.port.AccountEvents;
import io.carillon.model.port.StoreException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Keeps what accounts are owed to be told: written between the writer's groups.
final class AccountEventRows implements AccountEvents {
  private static final Id LEAST = new Id(0, 0);
  private static final String BALANCE = "balance";
  private static final String BELOW = "below";
  private static final String CURRENCY = "currency";

  private final Readers readers;
  private final Writer writer;
  private final Keys keys;
  private final Mirror mirror;

  AccountEventRows(Readers readers, Writer writer, Keys keys, Mirror mirror) {
    this.mirror = mirror;
    this.readers = readers;
    this.writer = writer;
    this.keys = keys;
  }

  @Override
  public boolean raise(AccountEvent event) throws InterruptedException {
    int rows =
        writer.between(session -> {
          int raised =
              telling(
                      session
                          .prepared("account_event_raise")
                          .id(event.id())
                          .number(keys.account(session, event.account()))
                          .number(event.what().kind().code())
                          .time(event.at())
                          .octets(facts(event.what())),
                      event.telling())
                  .change();
          if (raised > 0) {
            happened(session, Event.of(event));
          }
          return raised;
        });
    return rows > 0;
  }

  /// In the transaction in which it is raised.
  private void happened(Session session, Event event) throws SQLException {
    var notices = new NoticeRows(session, keys);
    var feed = new EventRows(session, keys, new HappeningRows(session, keys, mirror, notices));
    feed.put(event);
    feed.owe();
    notices.flush();
    feed.flush();
  }

  private static Prepared telling(Prepared row, Notice.Telling telling) throws SQLException {
    return row.number(telling.progress().code())
        .number(telling.attempts())
        .time(telling.due())
        .time(telling.ended())
        .number(telling.answer());
  }

  @Override
  public boolean end(AccountId account, Kind kind, Instant at) throws InterruptedException {
    int rows =
        writer.between(session ->
            session
                .prepared("account_event_end")
                .time(at)
                .number(keys.account(session, account))
                .number(kind.code())
                .change());
    return rows > 0;
  }

  @Override
  public void told(Id event, Notice.Telling telling) throws InterruptedException {
    writer.between(
        session -> telling(session.prepared("account_event_told"), telling).id(event).change());
  }

  @Override
  public Optional<AccountEvent> find(Id event) {
    return readers.read(
        "what happened to an account",
        session ->
            session.prepared("account_event_find").id(event).one(row -> event(session, row)));
  }

  @Override
  public Optional<AccountEvent> standing(AccountId account, Kind kind) {
    return readers.read(
        "what stands of an account",
        session ->
            session
                .prepared("account_event_standing")
                .number(keys.findAccount(session, account))
                .number(kind.code())
                .one(row -> event(session, row)));
  }

  @Override
  public List<AccountEvent> due(Instant now, Instant beyond, int limit) {
    return readers.read(
        "what accounts are to be told",
        session ->
            session
                .prepared("account_event_due")
                .time(now)
                .time(beyond)
                .number(Math.min(limit, ROWS_MAX))
                .list(row -> event(session, row)));
  }

  @Override
  public List<AccountEvent> page(AccountId account, Optional<Id> behind, int limit) {
    return readers.read(
        "what happened to an account",
        session ->
            session
                .prepared("account_event_page")
                .number(keys.findAccount(session, account))
                .number(behind.isPresent() ? 0 : 1)
                .id(behind.orElse(LEAST))
                .number(Math.min(limit, ROWS_MAX))
                .list(row -> event(session, row)));
  }

  private AccountEvent event(Session session, Row row) throws SQLException {
    var id = row.id();
    var account = keys.accountOf(session, row.number());
    var kind = Codes.EVENT.of(row.number());
    var at = row.time();
    var what = what(kind, Octets.reading(row.givenOctets()).takeTexts());
    var telling =
        new Notice.Telling(
            Codes.PROGRESS.of(row.number()),
            row.number(),
            row.timeOrNone(),
            row.timeOrNone(),
            row.number());
    return new AccountEvent(id, account, at, what, telling, row.timeOrNone());
  }

  private static byte[] facts(What what) {
    return switch (what) {
      case What.BalanceLow(var balance, var below) ->
          Octets.empty()
              .putTexts(
                  Map.of(
                      BALANCE, Long.toString(balance.micros()),
                      BELOW, Long.toString(below.micros()),
                      CURRENCY, balance.currency()))
              .bytes();
    };
  }

  private static What what(Kind kind, Map<String, String> facts) {
    if (kind != Kind.BALANCE_LOW) {
      throw new StoreException("no account is told of itself: " + kind.word());
    }
    return new What.BalanceLow(money(facts, BALANCE), money(facts, BELOW));
  }

  private static Money money(Map<String, String> facts, String name) {
    return new Money(
        Long.parseLong(Objects.requireNonNull(facts.get(name))),
        Objects.requireNonNull(facts.get(CURRENCY)));
  }
}
