package io.carillon.store;

import io.carillon.model.Commit.Write;
import io.carillon.model.Fault;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes the notices of one group: owed ones, then what became of tried ones, then those that are
/// freed by it.
///
/// Whether a notice is due depends on the others of its message, so their order counts. Where a
/// message's writes do not come in the order of the batches, they are spread over several rounds.
final class NoticeRows {
  private static final int OWED = 0;
  private static final int RETOLD = 1;
  private static final int FREED = 2;

  private final Session writer;
  private final Keys keys;
  private final List<List<Write>> rounds = new ArrayList<>();
  private final Map<MessageId, Place> last = new HashMap<>();

  NoticeRows(Session writer, Keys keys) {
    this.writer = writer;
    this.keys = keys;
  }

  /// The round and the batch in which a message's last write stands.
  private record Place(int round, int batch) {}

  void owe(Write.Owed owed) {
    place(owed.notice().message(), OWED, OWED, owed);
  }

  void retell(Write.Retold retold) {
    place(retold.notice().message(), RETOLD, retold.frees() ? FREED : RETOLD, retold);
  }

  private void place(MessageId message, int from, int to, Write write) {
    var before = last.get(message);
    int round = before == null ? 0 : before.round() + (before.batch() <= from ? 0 : 1);
    last.put(message, new Place(round, to));
    while (rounds.size() <= round) {
      rounds.add(new ArrayList<>());
    }
    rounds.get(round).add(write);
  }

  void flush() throws SQLException {
    var first = writer.prepared("notice_insert_first");
    var later = writer.prepared("notice_insert");
    var update = writer.prepared("notice_update");
    var free = writer.prepared("notice_free");
    for (var round : rounds) {
      for (var write : round) {
        if (write instanceof Write.Owed(var notice)) {
          insert(notice.sequence() == 1 ? first : later, notice);
        } else if (write instanceof Write.Retold retold) {
          update(update, free, retold);
        }
      }
      first.run();
      later.run();
      update.run();
      free.run();
    }
    clear();
  }

  void clear() {
    rounds.clear();
    last.clear();
  }

  private void insert(Prepared insert, Notice notice) throws SQLException {
    int destination = keys.destination(writer, notice.destination());
    var told = notice.telling();
    insert
        .id(notice.message().value())
        .number(destination)
        .number(notice.sequence())
        .key(keys.name(writer, notice.dialect()))
        .key(keys.name(writer, notice.lane()))
        .number(notice.change().status().code())
        .time(notice.change().at())
        .key(notice.change().fault().map(Fault::code).orElse(0))
        .number(told.progress().code())
        .number(told.attempts())
        .time(told.ended())
        .number(told.answer());
    if (notice.sequence() > 1) {
      insert.id(notice.message().value()).number(destination).number(notice.sequence());
    }
    insert.time(told.due()).add();
  }

  private void update(Prepared update, Prepared free, Write.Retold retold) throws SQLException {
    var notice = retold.notice();
    int destination = keys.destination(writer, notice.destination());
    var told = notice.telling();
    update
        .number(told.progress().code())
        .number(told.attempts())
        .time(told.due())
        .time(told.ended())
        .number(told.answer())
        .id(notice.message().value())
        .number(destination)
        .number(notice.sequence())
        .add();
    if (retold.frees()) {
      free.time(retold.at())
          .id(notice.message().value())
          .number(destination)
          .id(notice.message().value())
          .number(destination)
          .number(notice.sequence())
          .add();
    }
  }
}
