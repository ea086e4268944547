package io.carillon.store;

import io.carillon.model.Id;
import java.sql.SQLException;
import java.time.Instant;

/// Drops notices that were told before a moment, from the oldest message on, a bounded stretch of
/// rows a step: what stays among them, dead letters and what is still owed, costs a step no more
/// than what goes.
final class NoticeSweep implements Writer.Work {
  private final Instant limit;
  private final Id until;
  private final int rows;
  private Id from = new Id(0, 0);
  private boolean over;

  /// @param until of messages made before this one
  /// @param rows how many a step reads, and those of one message more
  NoticeSweep(Instant limit, Id until, int rows) {
    this.limit = limit;
    this.until = until;
    this.rows = rows;
  }

  @Override
  public int on(Session writer) throws SQLException {
    var end = writer.prepared("notice_sweep_end").id(from).id(until).number(rows).one(Row::id);
    var to = end.orElse(until);
    over = end.isEmpty();
    int dropped = writer.prepared("notice_sweep").id(from).id(to).time(limit).change();
    from = to;
    return dropped;
  }

  /// Whether everything that is old enough was looked at.
  boolean isOver() {
    return over;
  }
}
