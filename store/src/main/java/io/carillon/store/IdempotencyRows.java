package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Idempotency;
import io.carillon.model.MessageId;
import io.carillon.store.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/// The idempotency keys of one group: those in question are read once, and the group's own are
/// added in the order of the commits, so that the second of two equal ones finds the first.
///
/// The hash of a request would tell a short text to whoever tries all that it may have been. So it
/// is kept as a keyed hash of the hash: whether it is the same can be told, what it was cannot.
final class IdempotencyRows {
  private final Session writer;
  private final Keys keys;
  private final Mac mac;
  private final Map<Key, Used> taken = new HashMap<>();
  private final List<Write.Keyed> fresh = new ArrayList<>();

  IdempotencyRows(Session writer, Keys keys, Vault vault) {
    mac = vault.mac("idempotency");
    this.writer = writer;
    this.keys = keys;
  }

  /// What must be unique.
  private record Key(AccountId account, String word, int index) {
    static Key of(Idempotency key) {
      return new Key(key.account(), key.key(), key.index());
    }
  }

  /// What used a key.
  ///
  /// @param hash keyed, or of a version that kept it as it is
  private record Used(String hash, MessageId message) {}

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
      query.list(row -> {
        var account = Objects.requireNonNull(accounts.get(row.number()));
        var key = new Key(account, row.text(), row.number());
        return taken.put(key, new Used(row.text(), new MessageId(row.id())));
      });
    }
  }

  /// What used a key before; null where it is free.
  Result.@Nullable KeyTaken taken(Idempotency key) {
    var used = taken.get(Key.of(key));
    if (used == null) {
      return null;
    }
    boolean same = used.hash.equals(keyed(key.hash())) || used.hash.equals(key.hash());
    var other = new Idempotency(key.account(), key.key(), key.index(), "");
    return new Result.KeyTaken(same ? key : other, used.message);
  }

  private String keyed(String hash) {
    var octets = mac.doFinal(hash.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  void put(Write.Keyed keyed) {
    taken.put(Key.of(keyed.key()), new Used(keyed(keyed.key().hash()), keyed.message()));
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
          .text(keyed(key.hash()))
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
