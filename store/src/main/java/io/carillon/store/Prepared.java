package io.carillon.store;

import io.carillon.model.Id;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A prepared statement that is filled from left to right, in the order of its parameters, and then
/// added to a batch or asked. Belongs to one thread at a time.
final class Prepared {
  private final PreparedStatement statement;
  private final Sql.Statement sql;
  private final Dialect dialect;
  private int at;
  private int rows;

  Prepared(PreparedStatement statement, Sql.Statement sql, Dialect dialect) {
    this.statement = statement;
    this.sql = sql;
    this.dialect = dialect;
  }

  /// Reads one row.
  interface Reading<T> {
    T of(Row row) throws SQLException;
  }

  List<String> parameters() {
    return sql.parameters();
  }

  Prepared number(int value) throws SQLException {
    statement.setInt(++at, value);
    return this;
  }

  Prepared number(long value) throws SQLException {
    statement.setLong(++at, value);
    return this;
  }

  Prepared noNumber() throws SQLException {
    statement.setNull(++at, Types.INTEGER);
    return this;
  }

  /// A key of a side table; 0 = none, kept as NULL.
  Prepared key(int key) throws SQLException {
    return key == 0 ? noNumber() : number(key);
  }

  Prepared text(String value) throws SQLException {
    statement.setString(++at, dialect.text(value));
    return this;
  }

  /// A text that is kept as NULL where it is empty.
  Prepared textOrNone(String value) throws SQLException {
    if (value.isEmpty()) {
      statement.setNull(++at, Types.VARCHAR);
      return this;
    }
    return text(value);
  }

  Prepared octets(byte[] value) throws SQLException {
    statement.setBytes(++at, value);
    return this;
  }

  Prepared octetsOrNone(byte @Nullable [] value) throws SQLException {
    if (value == null) {
      statement.setNull(++at, Types.BINARY);
      return this;
    }
    return octets(value);
  }

  Prepared id(Id id) throws SQLException {
    return octets(id.bytes());
  }

  /// A list of at most [Sql#LIST] ids, at least one.
  Prepared ids(List<Id> ids) throws SQLException {
    for (int i = 0; i < Sql.LIST; i++) {
      id(ids.get(Math.min(i, ids.size() - 1)));
    }
    return this;
  }

  /// A list of at most [Sql#LIST] texts, at least one.
  Prepared texts(List<String> texts) throws SQLException {
    for (int i = 0; i < Sql.LIST; i++) {
      text(texts.get(Math.min(i, texts.size() - 1)));
    }
    return this;
  }

  Prepared time(Instant moment) throws SQLException {
    return number(Micros.of(moment));
  }

  Prepared time(Optional<Instant> moment) throws SQLException {
    if (moment.isPresent()) {
      return time(moment.get());
    }
    statement.setNull(++at, Types.BIGINT);
    return this;
  }

  /// Ends a row of a batch.
  void add() throws SQLException {
    filled();
    statement.addBatch();
    rows++;
  }

  /// How many rows the batch has.
  int rows() {
    return rows;
  }

  /// Runs the batch; answers how many rows each changed.
  int[] run() throws SQLException {
    if (rows == 0) {
      return new int[0];
    }
    rows = 0;
    return statement.executeBatch();
  }

  /// Forgets what was added.
  void clear() throws SQLException {
    at = 0;
    rows = 0;
    statement.clearBatch();
  }

  /// Runs a single change; answers how many rows it changed.
  int change() throws SQLException {
    filled();
    return statement.executeUpdate();
  }

  <T> List<T> list(Reading<T> reading) throws SQLException {
    filled();
    var found = new ArrayList<T>();
    try (var rows = statement.executeQuery()) {
      var row = new Row(rows);
      while (row.next()) {
        found.add(reading.of(row));
      }
    }
    return found;
  }

  <T> Optional<T> one(Reading<T> reading) throws SQLException {
    var all = list(reading);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
  }

  private void filled() {
    if (at != sql.parameters().size()) {
      throw new IllegalStateException(sql.name() + " filled with " + at);
    }
    at = 0;
  }
}
