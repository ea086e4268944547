package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Channel;
import io.carillon.model.Direction;
import io.carillon.model.Usage;
import io.carillon.model.Usage.Cost;
import io.carillon.model.Usage.Slot;
import io.carillon.model.Usage.Sum;
import io.carillon.model.port.Usages;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Reads what was used.
final class UsageReader implements Usages {
  private final Readers readers;
  private final Keys keys;

  UsageReader(Readers readers, Keys keys) {
    this.readers = readers;
    this.keys = keys;
  }

  @Override
  public List<Usage> page(Filter filter, Optional<Slot> behind, int limit) {
    if (limit < 1 || limit > ROWS_MAX) {
      throw new IllegalArgumentException("1 to " + ROWS_MAX + " a page, not " + limit);
    }
    return readers.read(
        "what was used",
        session ->
            asked(session, "usage_page", filter)
                .number(behind.map(slot -> slot.day().toEpochDay()).orElse(Long.MIN_VALUE))
                .number(behind.map(slot -> slot.channel().code()).orElse(0))
                .number(behind.map(slot -> slot.direction().code()).orElse(0))
                .text(behind.map(Slot::country).orElse(""))
                .text(behind.map(Slot::currency).orElse(""))
                .number(limit)
                .list(row -> usage(filter.account(), row)));
  }

  @Override
  public List<Total> total(Filter filter) {
    return readers.read(
        "the sum of what was used",
        session -> asked(session, "usage_total", filter).list(UsageReader::total));
  }

  @Override
  public List<Total> totalOfFamily(Filter filter) {
    return readers.read(
        "the sum of what a family used",
        session -> asked(session, "usage_total_family", filter).list(UsageReader::total));
  }

  private Prepared asked(Session session, String statement, Filter filter) throws SQLException {
    return session
        .prepared(statement)
        .number(keys.findAccount(session, filter.account()))
        .number(filter.from().toEpochDay())
        .number(filter.until().toEpochDay())
        .number(filter.channel().isEmpty() ? 1 : 0)
        .number(filter.channel().map(Channel::code).orElse(0))
        .number(filter.direction().isEmpty() ? 1 : 0)
        .number(filter.direction().map(Direction::code).orElse(0))
        .number(filter.country().isEmpty() ? 1 : 0)
        .text(filter.country());
  }

  private static Usage usage(AccountId account, Row row) throws SQLException {
    var slot =
        new Slot(
            account,
            LocalDate.ofEpochDay(row.number()),
            Codes.CHANNEL.of(row.number()),
            Codes.DIRECTION.of(row.number()),
            row.text(),
            row.text());
    return new Usage(slot, sum(row));
  }

  static Total total(Row row) throws SQLException {
    return new Total(
        Codes.CHANNEL.of(row.number()), Codes.DIRECTION.of(row.number()), row.text(), sum(row));
  }

  private static Sum sum(Row row) throws SQLException {
    return new Sum(row.large(), row.large(), row.large(), new Cost(row.large(), row.large()));
  }
}
