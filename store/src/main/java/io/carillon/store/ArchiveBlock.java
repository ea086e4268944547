package io.carillon.store;

import io.carillon.model.Id;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A block of the archive: where it stands, and which messages are in it.
///
/// @param day of its file, since 1970-01-01
/// @param place of its first octet in the file
/// @param digest of its octets
record ArchiveBlock(
    long id, int day, long place, int octets, String digest, Id firstId, Id lastId, int messages) {
  /// How far the ids of one block stand from each other at most. So those that may hold an id are
  /// found by their first ids alone.
  static final Duration SPAN = Duration.ofHours(1);

  private static final long DAY_MS = Duration.ofDays(1).toMillis();
  private static final int ACCOUNTS_MAX = 32;

  /// The day of a message's file.
  static int day(Id id) {
    return (int) (id.epochMillis() / DAY_MS);
  }

  /// Whether a block may hold both.
  static boolean together(Id first, Id last) {
    return day(first) == day(last) && last.epochMillis() - first.epochMillis() < SPAN.toMillis();
  }

  /// The least first id of a block that may hold an id.
  static Id earliest(Id id) {
    return Id.first(id.epochMillis() - SPAN.toMillis());
  }

  static ArchiveBlock of(Row row) throws SQLException {
    return new ArchiveBlock(
        row.large(),
        row.number(),
        row.large(),
        row.number(),
        row.text(),
        row.id(),
        row.id(),
        row.number());
  }

  /// The likeliest to hold a message: the last one that begins before it.
  static Optional<ArchiveBlock> nearest(Session session, Id id) throws SQLException {
    return session
        .prepared("archive_nearest")
        .id(id)
        .id(earliest(id))
        .one(ArchiveBlock::of)
        .filter(block -> block.lastId().compareTo(id) >= 0);
  }

  /// Those that may hold a message, the likeliest first.
  static List<ArchiveBlock> holding(Session session, Id id) throws SQLException {
    return session
        .prepared("archive_holding")
        .id(id)
        .id(earliest(id))
        .id(id)
        .list(ArchiveBlock::of);
  }

  /// Notes a block that was written at the end of its file.
  static void add(Session writer, Packed packed, long place, Set<Integer> accounts)
      throws SQLException {
    int day = day(packed.firstId());
    writer
        .prepared("archive_block_put")
        .number(day)
        .number(place)
        .number(packed.octets().length)
        .text(ArchiveLines.digest(packed.octets()))
        .id(packed.firstId())
        .id(packed.lastId())
        .number(packed.messages())
        .text(words(accounts))
        .change();
    writer.prepared("archive_file_put").number(day).number(place + packed.octets().length).change();
  }

  private static String words(Set<Integer> accounts) {
    return accounts.isEmpty() || accounts.size() > ACCOUNTS_MAX
        ? ""
        : accounts.stream().map(String::valueOf).collect(Collectors.joining(",", ",", ","));
  }
}
