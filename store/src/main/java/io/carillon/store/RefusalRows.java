package io.carillon.store;

import io.carillon.model.Refused;
import java.sql.SQLException;

/// Writes what policy refused, of one group.
final class RefusalRows {
  private final Session writer;
  private final Keys keys;

  RefusalRows(Session writer, Keys keys) {
    this.writer = writer;
    this.keys = keys;
  }

  void put(Refused refused) throws SQLException {
    var refusal = refused.refusal();
    writer
        .prepared("refusal_insert")
        .number(keys.account(writer, refused.account()))
        .text(refused.requestId())
        .number(refused.index())
        .key(keys.name(writer, refused.dialect()))
        .number(refused.channel().code())
        .text(refused.from())
        .text(refused.to())
        .number(refusal.fault().code())
        .text(refusal.field())
        .text(refusal.detail())
        .text(refused.checks())
        .time(refused.at())
        .add();
  }

  void flush() throws SQLException {
    writer.prepared("refusal_insert").run();
  }
}
