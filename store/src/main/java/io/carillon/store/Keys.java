package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// The small numbers that stand for accounts, names and destinations in all rows. An account's name
/// is its id in hexadecimal.
final class Keys {
  private static final int NAMES_MAX = 100_000;
  private static final int DESTINATIONS_MAX = 20_000;
  private static final int ACCOUNTS_MAX = 50_000;

  private final Words names = new Words("name", NAMES_MAX);
  private final Words destinations = new Words("destination", DESTINATIONS_MAX);
  private final Map<AccountId, Integer> accounts = new HashMap<>();

  /// For the writer only.
  int name(Session writer, String text) throws SQLException {
    return names.key(writer, text);
  }

  /// For the writer only.
  int destination(Session writer, String text) throws SQLException {
    return destinations.key(writer, text);
  }

  /// For the writer only.
  int account(Session writer, AccountId id) throws SQLException {
    var known = accounts.get(id);
    if (known == null) {
      known = names.key(writer, id.value().hex());
      if (accounts.size() >= ACCOUNTS_MAX) {
        accounts.clear();
      }
      accounts.put(id, known);
    }
    return known;
  }

  int findName(Session reader, String text) throws SQLException {
    return names.find(reader, text);
  }

  int findAccount(Session reader, AccountId id) throws SQLException {
    return names.find(reader, id.value().hex());
  }

  String nameOf(Session reader, int key) throws SQLException {
    return names.text(reader, key);
  }

  String destinationOf(Session reader, int key) throws SQLException {
    return destinations.text(reader, key);
  }

  AccountId accountOf(Session reader, int key) throws SQLException {
    return new AccountId(
        Id.fromHex(names.text(reader, key))
            .orElseThrow(() -> new SQLException("name " + key + " is no account")));
  }

  void committed() {
    names.committed();
    destinations.committed();
  }

  void rolledBack() {
    names.rolledBack();
    destinations.rolledBack();
    accounts.clear();
  }
}
