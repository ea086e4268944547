package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Idempotency;
import io.carillon.model.MessageId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The idempotency keys of one group: those in question are read once, and the group's own are
/// added in the order of the commits, so that the second of two equal ones finds the first.
final class IdempotencyRows {
  private final Session writer;
  private final Keys keys;
  private final Map<Key, Result.KeyTaken> taken = new HashMap<>();
  private final List<Write.Keyed> fresh = new ArrayList<>();

  IdempotencyRows(Session writer, Keys keys) {
    this.writer = writer;
    this.keys = keys;
  }

  /// What must be unique.
  private record Key(AccountId account, String word, int index) {
    static Key of(Idempotency key) {
      return new Key(key.account(), key.key(), key.index());
    }
  }

  /// Reads which of these are used.
  void read(Collection<Idempotency> wanted) throws SQLException {
    var all = List.copyOf(wanted);
    for (int from = 0; from < all.size(); from += Sql.LIST) {
      var accounts = new HashMap<Integer, AccountId>();
      var query = writer.prepared("idempotency_find");
      for (int i = from; i < from + Sql.LIST; i++) {
        var key = all.get(Math.min(i, all.size() - 1));
        int account = keys.account(writer, key.account());
        accounts.put(account, key.account());
        query.number(account).text(key.key()).number(key.index());
      }
      query.list(row -> used(row, accounts));
    }
  }

  private Result used(Row row, Map<Integer, AccountId> accounts) throws SQLException {
    var account = Objects.requireNonNull(accounts.get(row.number()));
    var word = row.text();
    int index = row.number();
    var key = new Idempotency(account, word, index, row.text());
    var used = new Result.KeyTaken(key, new MessageId(row.id()));
    taken.put(Key.of(key), used);
    return used;
  }

  /// What used a key before; null where it is free.
  Result.@Nullable KeyTaken taken(Idempotency key) {
    return taken.get(Key.of(key));
  }

  void put(Write.Keyed keyed) {
    taken.put(Key.of(keyed.key()), new Result.KeyTaken(keyed.key(), keyed.message()));
    fresh.add(keyed);
  }

  void flush() throws SQLException {
    var insert = writer.prepared("idempotency_insert");
    for (var keyed : fresh) {
      var key = keyed.key();
      insert
          .number(keys.account(writer, key.account()))
          .text(key.key())
          .number(key.index())
          .text(key.hash())
          .id(keyed.message().value())
          .time(keyed.at())
          .add();
    }
    insert.run();
    clear();
  }

  void clear() {
    taken.clear();
    fresh.clear();
  }
}
