package io.carillon.engine.inbound;

import io.carillon.engine.change.Matter.Ending;
import io.carillon.model.Id;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A delivery by which a later one may be known as the same. Guarded by the lock of [Repeats].
final class Brought {
  /// A hash of what was delivered, by whom, from whom and to whom.
  final Id mark;

  /// Which part of its text it is, from 1.
  final int part;

  final Instant at;

  /// Over which it came last.
  long connection;

  Answering answering;

  /// The message or the stray that it became part of; empty until then.
  Optional<Id> whose = Optional.empty();

  /// Whether it is on disk.
  boolean synced;

  /// Whether it is known again at all.
  boolean known;

  /// Who brought it again before it was on disk.
  final List<Ending> waiting = new ArrayList<>(0);

  /// Whose answer counts: the last one of those that are the same, itself at first.
  Brought latest = this;

  /// What it is the same as; itself where nothing.
  Brought first = this;

  Brought(Id mark, int part, Instant at, long connection, Answering answering) {
    this.mark = mark;
    this.part = part;
    this.at = at;
    this.connection = connection;
    this.answering = answering;
  }
}
