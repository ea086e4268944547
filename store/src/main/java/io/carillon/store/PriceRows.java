package io.carillon.store;

import io.carillon.model.Conversions;
import io.carillon.model.Conversions.Rate;
import io.carillon.model.Money;
import io.carillon.model.PriceBook;
import io.carillon.model.Tariff;
import java.math.BigDecimal;
import java.sql.SQLException;

/// The price list and the rates between currencies: each is read, and replaced, whole.
final class PriceRows {
  private PriceRows() {}

  static PriceBook all(Session session) throws SQLException {
    return new PriceBook(
        new Tariff(session.prepared("rate_all").list(PriceRows::row)),
        new Conversions(session.prepared("conversion_all").list(PriceRows::rate)));
  }

  static void put(Session writer, Tariff next) throws SQLException {
    writer.prepared("rate_drop").change();
    var insert = writer.prepared("rate_insert");
    for (var row : next.rows()) {
      insert
          .number(row.channel().code())
          .text(row.country())
          .text(row.carrier())
          .text(row.route())
          .time(row.since())
          .time(row.until())
          .number(row.price().micros())
          .text(row.price().currency())
          .add();
    }
    insert.run();
  }

  private static Tariff.Row row(Row row) throws SQLException {
    return new Tariff.Row(
        Codes.CHANNEL.of(row.number()),
        row.text(),
        row.text(),
        row.text(),
        row.timeOrNone(),
        row.timeOrNone(),
        new Money(row.large(), row.text()));
  }

  static void put(Session writer, Conversions next) throws SQLException {
    writer.prepared("conversion_drop").change();
    var insert = writer.prepared("conversion_insert");
    for (var rate : next.rates()) {
      insert.text(rate.from()).text(rate.to()).text(rate.digits()).time(rate.since()).add();
    }
    insert.run();
  }

  private static Rate rate(Row row) throws SQLException {
    return new Rate(row.text(), row.text(), new BigDecimal(row.text()), row.timeOrNone());
  }
}
