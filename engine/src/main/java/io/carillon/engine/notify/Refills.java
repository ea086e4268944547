package io.carillon.engine.notify;

import io.carillon.engine.notify.NoticeLane.NoticeName;
import io.carillon.engine.notify.NoticeLane.Untold;
import io.carillon.model.Happening;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.Subject;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Notices;
import io.carillon.model.port.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings into a lane what the store holds for it: the notices by one question, their messages by
/// one more, and what else they speak of by a third where they do.
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
      lane.refill(withSubjects(lane, rows), all);
      return true;
    } catch (StoreException e) {
      LOG.warn("a lane of notices could not be refilled: {}", e.getMessage());
      lane.refill(List.of(), false);
      return false;
    }
  }

  private List<Untold> withSubjects(NoticeLane lane, List<Notice> rows) {
    var fresh = rows.stream().filter(notice -> !lane.lane().holds(NoticeName.of(notice))).toList();
    var ids = fresh.stream().map(Notice::message).toList();
    var others = ids.stream().filter(Happening::isNamed).toList();
    var known = new HashMap<MessageId, Subject>(messages.find(messagesOf(ids, others)));
    if (!others.isEmpty()) {
      known.putAll(notices.happenings(others));
    }
    var entries = new ArrayList<Untold>(fresh.size());
    for (var notice : fresh) {
      var subject = known.get(notice.message());
      if (subject != null) {
        entries.add(new Untold(notice, subject));
      }
    }
    return entries;
  }

  private static List<MessageId> messagesOf(List<MessageId> ids, List<MessageId> others) {
    return others.isEmpty() ? ids : ids.stream().filter(id -> !Happening.isNamed(id)).toList();
  }
}
