package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.Notice;
import io.carillon.model.Replay;
import io.carillon.model.port.Notices.Stretch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads stretches of lanes, by message, for jobs that have something told again.
///
/// All that was told is found by a walk over all notices, since no index costs a told notice
/// anything; what failed by the index of those, lane by lane.
final class NoticeStretches {
  private final Readers readers;
  private final Keys keys;

  NoticeStretches(Readers readers, Keys keys) {
    this.readers = readers;
    this.keys = keys;
  }

  Stretch of(String lane, boolean failed, Id behind, Id until) {
    return readers.read(
        "a stretch of what a lane was told",
        session -> {
          int number = keys.findName(session, lane);
          var end =
              failed
                  ? session.prepared("notice_failed_end").number(number)
                  : session.prepared("notice_sweep_end");
          var last = end.id(behind).id(until).number(Stretch.ROWS - 1).one(Row::id);
          var name = failed ? "notice_failed_stretch" : "notice_stretch";
          var rows = list(session, session.prepared(name).number(number), behind, last, until);
          return stretch(rows, last, until);
        });
  }

  /// Of all lanes of an account that go to URLs.
  Stretch ofUrls(AccountId account, boolean failed, Id behind, Id until) {
    return readers.read(
        "a stretch of what an account's URLs were told",
        session ->
            failed
                ? failed(session, account, behind, until)
                : all(session, account, behind, until));
  }

  private Stretch all(Session session, AccountId account, Id behind, Id until) throws SQLException {
    var end = session.prepared("notice_sweep_end").id(behind).id(until);
    var last = end.number(Stretch.ROWS - 1).one(Row::id);
    var rows = list(session, session.prepared("notice_stretch_all"), behind, last, until);
    rows.removeIf(notice -> !Replay.isUrl(account, notice.lane()));
    return stretch(rows, last, until);
  }

  /// Each lane is asked only for what lies before the end of the stretch, as far as that is known.
  private Stretch failed(Session session, AccountId account, Id behind, Id until)
      throws SQLException {
    var lanes = new ArrayList<Integer>();
    var heads = new ArrayList<Id>();
    for (int lane = NoticeReader.nextFailed(session, 0);
        lane != 0;
        lane = NoticeReader.nextFailed(session, lane)) {
      if (Replay.isUrl(account, keys.nameOf(session, lane))) {
        lanes.add(lane);
        boolean full = heads.size() == Stretch.ROWS;
        var heard = session.prepared("notice_failed_heads").number(lane).id(behind);
        heads.addAll(heard.id(full ? heads.getLast() : until).number(Stretch.ROWS).list(Row::id));
        heads.sort(null);
        heads.subList(Math.min(heads.size(), Stretch.ROWS), heads.size()).clear();
      }
    }
    var last = heads.size() == Stretch.ROWS ? Optional.of(heads.getLast()) : Optional.<Id>empty();
    var rows = new ArrayList<Notice>();
    for (int lane : lanes) {
      var some = session.prepared("notice_failed_stretch").number(lane);
      rows.addAll(list(session, some, behind, last, until));
    }
    rows.sort(Notice.NEWEST.reversed());
    return stretch(rows, last, until);
  }

  private List<Notice> list(Session session, Prepared from, Id behind, Optional<Id> last, Id until)
      throws SQLException {
    return from.id(behind)
        .id(last.orElse(until))
        .id(until)
        .list(row -> NoticeReader.notice(session, keys, row));
  }

  private static Stretch stretch(List<Notice> rows, Optional<Id> last, Id until) {
    return new Stretch(rows, last.orElse(until), last.isEmpty());
  }
}
