package io.carillon.store;

import io.carillon.model.Id;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A row of an answer, read from left to right.
final class Row {
  private final ResultSet rows;
  private int at;

  Row(ResultSet rows) {
    this.rows = rows;
  }

  boolean next() throws SQLException {
    at = 0;
    return rows.next();
  }

  int number() throws SQLException {
    return rows.getInt(++at);
  }

  long large() throws SQLException {
    return rows.getLong(++at);
  }

  OptionalLong largeOrNone() throws SQLException {
    long value = large();
    return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /// Whether the value read last was NULL.
  boolean wasNone() throws SQLException {
    return rows.wasNull();
  }

  String text() throws SQLException {
    var value = rows.getString(++at);
    return value == null ? "" : value;
  }

  byte @Nullable [] octets() throws SQLException {
    return rows.getBytes(++at);
  }

  byte[] octetsOrEmpty() throws SQLException {
    var octets = octets();
    return octets == null ? new byte[0] : octets;
  }

  /// Octets that are never NULL.
  byte[] givenOctets() throws SQLException {
    var octets = octets();
    if (octets == null) {
      throw new SQLException("octets that are NULL");
    }
    return octets;
  }

  Id id() throws SQLException {
    return Id.fromBytes(givenOctets());
  }

  Instant time() throws SQLException {
    return Micros.instant(large());
  }

  Optional<Instant> timeOrNone() throws SQLException {
    long micros = large();
    return rows.wasNull() ? Optional.empty() : Optional.of(Micros.instant(micros));
  }
}
