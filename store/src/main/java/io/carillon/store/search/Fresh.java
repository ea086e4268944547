package io.carillon.store.search;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The chunks of the newest rows, and where each message stands in them. Used by one thread at a
/// time; what it published may be read by any.
final class Fresh {
  private static final int ACCOUNTS_MAX = 50_000;

  private final int rowsOfChunk;
  private final Places places;
  private final Map<AccountId, AccountId> accounts = new HashMap<>();
  private final List<Chunk> chunks = new ArrayList<>();

  Fresh(int rowsOfChunk) {
    this.rowsOfChunk = rowsOfChunk;
    places = new Places(rowsOfChunk);
    chunks.add(new Chunk(rowsOfChunk));
    places.among(chunks);
  }

  /// All chunks, the newest last; at least one.
  List<Chunk> chunks() {
    return chunks;
  }

  /// Adds a message, unless it is there; answers whether there is another chunk now.
  boolean add(Entry entry) {
    int known = places.find(entry.id);
    if (known >= 0) {
      places.chunk(known).change(places.rowIn(known), entry.traits, entry.came);
      return false;
    }
    boolean grows = chunks.getLast().isFull();
    if (grows) {
      chunks.getLast().publish();
      chunks.add(new Chunk(rowsOfChunk));
    }
    chunks.getLast().add(entry, same(entry.account));
    places.putLast();
    return grows;
  }

  /// One object for each account, so that rows do not keep an object each.
  private AccountId same(AccountId account) {
    if (accounts.size() >= ACCOUNTS_MAX) {
      accounts.clear();
    }
    return accounts.computeIfAbsent(account, it -> it);
  }

  /// The row of a message over all chunks; -1 where it is none of them.
  int find(Id id) {
    return places.find(id);
  }

  AccountId account(int row) {
    return places.chunk(row).account[places.rowIn(row)];
  }

  /// Makes a change of a row that was found.
  void change(int row, Change change) {
    change.on(places.chunk(row), places.rowIn(row));
  }

  /// Shows what was added and changed.
  void publish() {
    chunks.getLast().publish();
  }

  /// Forgets the oldest chunks.
  void drop(int count) {
    chunks.subList(0, count).clear();
    if (chunks.isEmpty()) {
      chunks.add(new Chunk(rowsOfChunk));
    }
    places.among(chunks);
  }

  /// How many chunks are full.
  int full() {
    return chunks.size() - (chunks.getLast().isFull() ? 0 : 1);
  }

  boolean isEmpty() {
    return chunks.size() == 1 && chunks.getFirst().count() == 0;
  }

  /// No id of it is lower.
  Id lowest() {
    var lowest = Shelf.TOP;
    for (var chunk : chunks) {
      var its = chunk.lowest();
      lowest = its.compareTo(lowest) < 0 ? its : lowest;
    }
    return lowest;
  }
}
