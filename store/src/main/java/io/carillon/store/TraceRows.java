package io.carillon.store;

import io.carillon.model.TraceRow;
import java.sql.SQLException;

/// Writes what was noted of messages, of one group.
final class TraceRows {
  private final Session writer;

  TraceRows(Session writer) {
    this.writer = writer;
  }

  void note(TraceRow row) throws SQLException {
    writer
        .prepared("trace_insert")
        .id(row.message().value())
        .time(row.at())
        .number(row.kind().code())
        .text(row.detail())
        .id(row.message().value())
        .add();
  }

  void flush() throws SQLException {
    writer.prepared("trace_insert").run();
  }
}
