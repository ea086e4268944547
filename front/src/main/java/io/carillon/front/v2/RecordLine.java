package io.carillon.front.v2;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Takes the columns of one record, in their order, whatever the form of the file.
interface RecordLine {
  /// A text; empty = not known.
  void text(String column, String value);

  void number(String column, long value);

  void flag(String column, boolean value);

  void moment(String column, Optional<Instant> value);

  void labels(String column, Map<String, String> value);
}
