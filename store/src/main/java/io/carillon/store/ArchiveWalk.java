package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The blocks of the archive between two ids, in the order of their first ids, some at a time.
final class ArchiveWalk {
  private static final int ROWS = 200;
  private static final Id LEAST = new Id(0, 0);

  private final Id from;
  private final Id until;
  private final Optional<AccountId> account;
  private Id after = LEAST;
  private long afterBlock;
  private boolean ended;

  /// @param account whose messages are looked for; empty = anybody's
  ArchiveWalk(Id from, Id until, Optional<AccountId> account) {
    this.from = from;
    this.until = until;
    this.account = account;
  }

  /// All of them.
  static ArchiveWalk whole() {
    return new ArchiveWalk(LEAST, Id.first(Long.MAX_VALUE), Optional.empty());
  }

  /// Those whose messages may have been accepted from one moment to before another.
  static ArchiveWalk between(Instant from, Instant until, Optional<AccountId> account) {
    return new ArchiveWalk(Id.first(from.toEpochMilli()), Id.first(until.toEpochMilli()), account);
  }

  /// The next ones; none where it ended.
  List<ArchiveBlock> next(Session session, Keys keys) throws SQLException {
    if (ended) {
      return List.of();
    }
    int key = account.isPresent() ? keys.findAccount(session, account.get()) : 0;
    var blocks =
        session
            .prepared("archive_between")
            .id(ArchiveBlock.earliest(from))
            .id(until)
            .id(from)
            .id(after)
            .id(after)
            .number(afterBlock)
            .number(account.isEmpty() ? 1 : 0)
            .text("%," + key + ",%")
            .number(ROWS)
            .list(ArchiveBlock::of);
    ended = blocks.size() < ROWS;
    if (!blocks.isEmpty()) {
      after = blocks.getLast().firstId();
      afterBlock = blocks.getLast().id();
    }
    return blocks;
  }
}
