package io.carillon.store;

import io.carillon.model.Message;
import java.sql.SQLException;
import java.util.List;

/// A statement that writes some columns of one message, filled as it names them.
final class MessageStatement {
  private final Prepared prepared;
  private final List<Column> columns;
  private final long set;

  MessageStatement(Prepared prepared) {
    this.prepared = prepared;
    columns = prepared.parameters().stream().map(Column::of).toList();
    set = Column.set(columns);
  }

  /// Whether it writes all these columns.
  boolean covers(long columnSet) {
    return (columnSet & ~set) == 0;
  }

  Prepared batch() {
    return prepared;
  }

  /// Adds a message's values; `revBefore` is what the row must still have, where that is asked.
  void add(Session writer, Keys keys, Message message, int revBefore) throws SQLException {
    var source = new Column.Source(writer, keys, message, revBefore);
    for (var column : columns) {
      column.put(prepared, source);
    }
    prepared.add();
  }
}
