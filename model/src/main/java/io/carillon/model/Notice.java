package io.carillon.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// One change of one message, or a [Happening], that we owe to one destination until it was told.
///
/// Only the oldest open notice of a message and destination has a `due`; the next gets its own when
/// that one is settled, or has failed three times.
///
/// @param message which, or the id of the happening
/// @param sequence 1, 2, … for the notices of one message
/// @param lane the lane it stands in: the destination's origin (account, scheme, host, port)
/// @param destination the URL; other kinds of destination come with their dialects
public record Notice(
    MessageId message,
    int sequence,
    String dialect,
    String lane,
    String destination,
    Change change,
    Telling telling) {
  /// The newest message first, then its last notice.
  public static final Comparator<Notice> NEWEST =
      Comparator.comparing(Notice::message).thenComparingInt(Notice::sequence).reversed();

  /// What happened: rendered anew at each try together with the message.
  public record Change(Status status, Instant at, Optional<Fault> fault) {}

  /// How the telling stands.
  ///
  /// @param attempts tries that failed so far
  /// @param due when to try (again); empty = waits for an older one, was told or was given up
  /// @param ended when it was told or given up
  /// @param answer the last answer's HTTP status; 0 = none came
  public record Telling(
      Progress progress, int attempts, Optional<Instant> due, Optional<Instant> ended, int answer) {
    /// Owed and not tried yet, due at once unless an older one is open.
    public static Telling owedAt(Instant now) {
      return new Telling(Progress.OPEN, 0, Optional.of(now), Optional.empty(), 0);
    }
  }

  /// How far the telling has come.
  public enum Progress {
    OPEN(1),
    TOLD(2),
    /// Given up after 75 h, or refused for good: kept, visible and replayable.
    DEAD(3);

    private final int code;

    Progress(int code) {
      this.code = code;
    }

    /// The stable number in storage.
    public int code() {
      return code;
    }
  }

  /// This notice, told differently.
  public Notice with(Telling next) {
    return new Notice(message, sequence, dialect, lane, destination, change, next);
  }
}
