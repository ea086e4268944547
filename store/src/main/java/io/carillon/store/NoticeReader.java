package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Happening;
import io.carillon.model.Id;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.port.Notices;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads notices.
final class NoticeReader implements Notices {
  private static final int ROWS_MAX = 5_000;
  private static final Id FIRST = new Id(0, 0);
  private static final Id LAST = new Id(-1, -1);

  private final Readers readers;
  private final Keys keys;
  private final Archive archive;
  private final NoticeStretches stretches;

  NoticeReader(Readers readers, Keys keys, Archive archive) {
    this.readers = readers;
    this.keys = keys;
    this.archive = archive;
    stretches = new NoticeStretches(readers, keys);
  }

  @Override
  public List<Notice> due(String lane, Instant now, int limit) {
    return readers.read(
        "notices that are due",
        session -> {
          int key = keys.findName(session, lane);
          return key == 0
              ? List.of()
              : session
                  .prepared("notice_due")
                  .number(key)
                  .time(now)
                  .number(Math.min(limit, ROWS_MAX))
                  .list(row -> notice(session, row));
        });
  }

  @Override
  public DueLanes lanesDue(Instant now, int after) {
    return readers.read(
        "lanes with notices that are due",
        session -> {
          var lanes = new ArrayList<String>();
          int last = after;
          int lane = nextLane(session, after);
          for (int looked = 0; lane != 0 && looked < ROWS_MAX; looked++) {
            var any = session.prepared("notice_any_due").number(lane).time(now);
            if (any.one(Row::number).isPresent()) {
              lanes.add(keys.nameOf(session, lane));
            }
            last = lane;
            lane = nextLane(session, lane);
          }
          return new DueLanes(lanes, lane == 0 ? 0 : last);
        });
  }

  private static int nextLane(Session session, int lane) throws SQLException {
    return session.prepared("notice_next_lane").number(lane).one(Row::number).orElse(0);
  }

  @Override
  public List<Notice> ahead(Instant untried, Instant tried, int limit) {
    return readers.read(
        "notices whose moment lies too far ahead",
        session -> {
          int rows = Math.min(limit, ROWS_MAX);
          var ahead = new ArrayList<Notice>();
          for (int lane = nextLane(session, 0);
              lane != 0 && ahead.size() < rows;
              lane = nextLane(session, lane)) {
            ahead.addAll(
                session
                    .prepared("notice_ahead")
                    .number(lane)
                    .time(untried)
                    .time(tried)
                    .number(rows - ahead.size())
                    .list(row -> notice(session, row)));
          }
          return ahead;
        });
  }

  @Override
  public List<Notice> of(MessageId message) {
    var notices =
        readers.read(
            "notices of a message",
            session ->
                session
                    .prepared("notice_of")
                    .id(message.value())
                    .number(ROWS_MAX)
                    .list(row -> notice(session, row)));
    return notices.isEmpty()
        ? archive.find(message).map(Archived::notices).orElse(notices)
        : notices;
  }

  /// Endpoints of which a notice failed are few: each is looked at for whose it is.
  @Override
  public List<Notice> failed(AccountId account, int limit) {
    var prefix = account.value().hex() + ' ';
    int rows = Math.min(limit, ROWS_MAX);
    return readers.read(
        "notices that failed",
        session -> {
          var failed = new ArrayList<Notice>();
          for (int lane = nextFailed(session, 0); lane != 0; lane = nextFailed(session, lane)) {
            if (keys.nameOf(session, lane).startsWith(prefix)) {
              failed.addAll(
                  session
                      .prepared("notice_failed")
                      .number(lane)
                      .id(Happening.FIRST)
                      .number(rows)
                      .list(row -> notice(session, row)));
            }
          }
          return failed.stream().sorted(Notice.NEWEST).limit(rows).toList();
        });
  }

  static int nextFailed(Session session, int lane) throws SQLException {
    return session.prepared("notice_failed_next_lane").number(lane).one(Row::number).orElse(0);
  }

  @Override
  public List<Notice> openOf(Collection<MessageId> messages) {
    var wanted = messages.stream().distinct().limit(ROWS_MAX).map(MessageId::value).toList();
    return readers.read(
        "open notices of messages",
        session -> {
          var rows = new ArrayList<Notice>();
          for (int from = 0; from < wanted.size(); from += Sql.LIST) {
            var some = wanted.subList(from, Math.min(from + Sql.LIST, wanted.size()));
            rows.addAll(
                session
                    .prepared("notice_open_of")
                    .ids(some)
                    .number(ROWS_MAX - rows.size())
                    .list(row -> notice(session, row)));
          }
          return rows;
        });
  }

  @Override
  public Map<MessageId, Happening> happenings(Collection<MessageId> ids) {
    var wanted = ids.stream().distinct().limit(ROWS_MAX).map(MessageId::value).toList();
    var found = new HashMap<MessageId, Happening>();
    readers
        .read(
            "what happened, by its ids",
            session -> {
              var rows = new ArrayList<Happening>(wanted.size());
              for (int from = 0; from < wanted.size(); from += Sql.LIST) {
                var some = wanted.subList(from, Math.min(from + Sql.LIST, wanted.size()));
                rows.addAll(
                    session
                        .prepared("happening_find_all")
                        .ids(some)
                        .list(row -> happening(session, row)));
              }
              return rows;
            })
        .forEach(happening -> found.put(happening.id(), happening));
    return found;
  }

  @Override
  public List<Happening> happenings(AccountId account, Optional<Id> behind, boolean up, int limit) {
    var edge = behind.map(place -> Happening.at(place).value());
    return readers.read(
        "what happened in an account",
        session ->
            session
                .prepared(up ? "happening_up" : "happening_down")
                .number(keys.findAccount(session, account))
                .id(edge.orElse(up ? FIRST : LAST))
                .number(Math.min(limit, ROWS_MAX))
                .list(row -> happening(session, row)));
  }

  private Happening happening(Session session, Row row) throws SQLException {
    var id = new MessageId(row.id());
    var account = keys.accountOf(session, row.number());
    return new Happening(id, EventReader.event(account, row));
  }

  @Override
  public long open() {
    return readers.read(
        "how many notices are open",
        session -> session.prepared("notice_open").one(Row::large).orElse(0L));
  }

  @Override
  public Owed owed(String lane) {
    return readers.read(
        "what a lane of notices holds",
        session -> {
          int number = keys.findName(session, lane);
          var next = session.prepared("notice_next_due").number(number).one(Row::time);
          return session
              .prepared("notice_owed")
              .number(number)
              .number(Owed.OPEN_MAX)
              .one(row -> new Owed(row.number(), next, row.timeOrNone()))
              .orElseThrow();
        });
  }

  @Override
  public int countDue(String lane, Instant now, int most) {
    return readers.read(
        "how many notices of a lane are due",
        session ->
            session
                .prepared("notice_count_due")
                .number(keys.findName(session, lane))
                .time(now)
                .number(most)
                .one(Row::number)
                .orElse(0));
  }

  @Override
  public Stretch stretch(String lane, boolean failed, Id behind, Id until) {
    return stretches.of(lane, failed, behind, until);
  }

  @Override
  public Stretch urls(AccountId account, boolean failed, Id behind, Id until) {
    return stretches.ofUrls(account, failed, behind, until);
  }

  private Notice notice(Session session, Row row) throws SQLException {
    return notice(session, keys, row);
  }

  /// Of a row of `notice_columns`.
  static Notice notice(Session session, Keys keys, Row row) throws SQLException {
    var message = new MessageId(row.id());
    int sequence = row.number();
    var dialect = keys.nameOf(session, row.number());
    var lane = keys.nameOf(session, row.number());
    var destination = keys.destinationOf(session, row.number());
    var change = new Notice.Change(Codes.STATUS.of(row.number()), row.time(), fault(row.number()));
    var telling =
        new Notice.Telling(
            Codes.PROGRESS.of(row.number()),
            row.number(),
            row.timeOrNone(),
            row.timeOrNone(),
            row.number());
    return new Notice(message, sequence, dialect, lane, destination, change, telling);
  }

  private static Optional<io.carillon.model.Fault> fault(int code) {
    return code == 0 ? Optional.empty() : Optional.of(Codes.FAULT.of(code));
  }
}
