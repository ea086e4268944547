package io.carillon.store;

import io.carillon.model.Replay;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Jobs that have something told again, as the commits of one group leave them.
final class ReplayRows {
  private final Session writer;
  private final Keys keys;
  private final List<Replay> stepped = new ArrayList<>();

  ReplayRows(Session writer, Keys keys) {
    this.writer = writer;
    this.keys = keys;
  }

  void put(Replay replay) {
    stepped.add(replay);
  }

  void flush() throws SQLException {
    for (var replay : stepped) {
      put(writer, keys, replay);
    }
    clear();
  }

  void clear() {
    stepped.clear();
  }

  /// Writes one, new or not, inside the writer's transaction.
  static void put(Session writer, Keys keys, Replay replay) throws SQLException {
    var wanted = replay.wanted();
    var standing = replay.standing();
    writer
        .prepared("replay_put")
        .id(replay.id())
        .number(keys.account(writer, replay.account()))
        .number(keys.name(writer, replay.lane()))
        .number(wanted.failed() ? 1 : 0)
        .time(wanted.from())
        .time(wanted.until())
        .number(wanted.mask())
        .time(replay.ordered())
        .number(standing.state().code())
        .id(standing.behind())
        .number(standing.counts().queued())
        .number(standing.counts().owed())
        .time(standing.started())
        .time(standing.ended())
        .text(standing.reason())
        .text(wanted.url())
        .number(standing.counts().resting())
        .change();
  }
}
