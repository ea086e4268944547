package io.carillon.store;

import io.carillon.model.Id;
import java.sql.SQLException;

/// How far the words of an account are kept, as it stands in the store.
///
/// @param account its number in the store
/// @param key which key of the account's bodies tokens follow from; 0 = the store's own
record WordMark(int account, int key, Id since, Id until, boolean isFilled, boolean isKept) {
  static WordMark of(Row row) throws SQLException {
    return new WordMark(
        row.number(), row.number(), row.id(), row.id(), row.number() == 1, row.number() == 1);
  }

  /// Whether tokens are still made the same way.
  ///
  /// @param seals whether bodies are sealed
  boolean stands(boolean seals) {
    return isKept && seals == key > 0;
  }
}
