package io.carillon.engine.notify;

import io.carillon.engine.notify.NoticeLane.NoticeName;
import io.carillon.engine.notify.NoticeLane.Untold;
import io.carillon.model.Notice;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Notices;
import io.carillon.model.port.StoreException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings into a lane what the store holds for it: the notices by one question, their messages by
/// one more.
final class Refills {
  private static final Logger LOG = LoggerFactory.getLogger(Refills.class);

  private final Notices notices;
  private final Messages messages;
  private final Ahead ahead;
  private final Clock clock;

  Refills(Notices notices, Messages messages, Ahead ahead, Clock clock) {
    this.notices = notices;
    this.messages = messages;
    this.ahead = ahead;
    this.clock = clock;
  }

  /// Asks for at most `most`; false where the store could not be asked.
  boolean fill(NoticeLane lane, int most) {
    try {
      var rows = notices.due(lane.name(), clock.now(), most);
      boolean all = rows.size() < most;
      if (all) {
        rows = ahead.with(lane.name(), rows);
      }
      lane.refill(withMessages(lane, rows), all);
      return true;
    } catch (StoreException e) {
      LOG.warn("a lane of notices could not be refilled: {}", e.getMessage());
      lane.refill(List.of(), false);
      return false;
    }
  }

  private List<Untold> withMessages(NoticeLane lane, List<Notice> rows) {
    var fresh = rows.stream().filter(notice -> !lane.lane().holds(NoticeName.of(notice))).toList();
    var known = messages.find(fresh.stream().map(Notice::message).toList());
    var entries = new ArrayList<Untold>(fresh.size());
    for (var notice : fresh) {
      var message = known.get(notice.message());
      if (message != null) {
        entries.add(new Untold(notice, message));
      }
    }
    return entries;
  }
}
