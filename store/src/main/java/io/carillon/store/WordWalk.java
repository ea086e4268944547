package io.carillon.store;

import io.carillon.model.Id;
import io.carillon.model.MessageId;
import io.carillon.model.port.WordIndex.Found;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Walks the messages that have the rarest of some words, the newest first, and asks of each
/// whether it has the others: [#STEP] at a time, each a short read of its own, [#STEPS_MAX] times
/// for one page at most.
final class WordWalk {
  static final int STEP = 500;
  static final int STEPS_MAX = 20;

  private static final int COUNTED_MAX = STEP * STEPS_MAX;
  private static final Id HIGHEST = new Id(-1L, -1L);

  private final Readers readers;

  WordWalk(Readers readers) {
    this.readers = readers;
  }

  /// What is looked for.
  ///
  /// @param account its number in the store
  record Wanted(int account, List<Long> tokens) {}

  /// A word, and how many messages have it.
  private record Counted(long token, long messages) {}

  Found find(Wanted wanted, Optional<Id> below, int limit) {
    var from = below.orElse(HIGHEST);
    var tokens = byRarity(wanted, from);
    if (tokens.isEmpty()) {
      return Found.NONE;
    }
    var found = new ArrayList<MessageId>();
    for (int step = 0; step < STEPS_MAX; step++) {
      var at = from;
      var some =
          readers.read("messages with a word", session -> walked(session, tokens, wanted, at));
      for (var id : some.all()) {
        if (found.size() == limit) {
          return new Found(found, found.isEmpty() ? below : Optional.of(found.getLast().value()));
        }
        found.add(new MessageId(id));
      }
      if (some.isLast()) {
        return new Found(found, Optional.empty());
      }
      from = some.seen();
    }
    return new Found(found, Optional.of(from));
  }

  /// The rarest first; none where one has no message.
  private List<Long> byRarity(Wanted wanted, Id below) {
    var counted = new ArrayList<Counted>();
    for (long token : wanted.tokens()) {
      long messages =
          wanted.tokens().size() == 1
              ? 1
              : readers.read(
                  "how many have a word", session -> count(session, wanted, token, below));
      if (messages == 0) {
        return List.of();
      }
      counted.add(new Counted(token, messages));
    }
    counted.sort(Comparator.comparingLong(Counted::messages));
    return counted.stream().map(Counted::token).toList();
  }

  private static long count(Session session, Wanted wanted, long token, Id below)
      throws SQLException {
    return session
        .prepared("word_count")
        .number(wanted.account())
        .number(token)
        .id(below)
        .number(COUNTED_MAX)
        .one(Row::large)
        .orElse(0L);
  }

  /// @param all those that have all words
  /// @param seen where the next step goes on
  private record Walked(List<Id> all, Id seen, boolean isLast) {}

  private static Walked walked(Session session, List<Long> tokens, Wanted wanted, Id below)
      throws SQLException {
    var candidates =
        session
            .prepared("word_walk")
            .number(wanted.account())
            .number(tokens.getFirst())
            .id(below)
            .number(STEP)
            .list(Row::id);
    var left = candidates;
    for (var token : tokens.subList(1, tokens.size())) {
      left = among(session, wanted.account(), token, left);
    }
    var seen = candidates.isEmpty() ? below : candidates.getLast();
    return new Walked(left, seen, candidates.size() < STEP);
  }

  private static List<Id> among(Session session, int account, long token, List<Id> candidates)
      throws SQLException {
    var having = new HashSet<Id>();
    for (int from = 0; from < candidates.size(); from += Sql.LIST) {
      var some = candidates.subList(from, Math.min(from + Sql.LIST, candidates.size()));
      having.addAll(
          session.prepared("word_among").number(account).number(token).ids(some).list(Row::id));
    }
    return candidates.stream().filter(having::contains).toList();
  }
}
