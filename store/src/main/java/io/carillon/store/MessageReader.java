package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.Leg;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Priority;
import io.carillon.model.port.Messages;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads messages.
final class MessageReader implements Messages {
  private static final Comparator<Message> NEWEST =
      Comparator.comparing((Message message) ->
              message.state().times().sent().orElse(message.state().times().accepted()))
          .thenComparing(Message::id);

  private final Readers readers;
  private final Keys keys;
  private final Archive archive;

  MessageReader(Readers readers, Keys keys, Archive archive) {
    this.readers = readers;
    this.keys = keys;
    this.archive = archive;
  }

  /// The last look is for a message that was brought back between the first two.
  @Override
  public Optional<Message> find(MessageId id) {
    var found = unarchived(id);
    if (found.isPresent() || archive.isEmpty()) {
      return found;
    }
    return archive.find(id).map(Archived::message).or(() -> unarchived(id));
  }

  @Override
  public Map<MessageId, Message> find(Collection<MessageId> ids) {
    var wanted = ids.stream().distinct().limit(ROWS_MAX).map(MessageId::value).toList();
    var found = HashMap.<MessageId, Message>newHashMap(wanted.size());
    readers
        .read(
            "messages by their ids",
            session -> {
              var rows = new ArrayList<Message>(wanted.size());
              for (int from = 0; from < wanted.size(); from += Sql.LIST) {
                var some = wanted.subList(from, Math.min(from + Sql.LIST, wanted.size()));
                rows.addAll(rows(session).messages(session.prepared("message_find_all").ids(some)));
              }
              return rows;
            })
        .forEach(message -> found.put(message.id(), message));
    if (found.size() < wanted.size() && !archive.isEmpty()) {
      for (var id : wanted) {
        var absent = new MessageId(id);
        if (!found.containsKey(absent)) {
          find(absent).ifPresent(message -> found.put(absent, message));
        }
      }
    }
    return found;
  }

  @Override
  public void recall(MessageId id) throws InterruptedException {
    archive.recall(id);
  }

  @Override
  public Optional<Message> unarchived(MessageId id) {
    return readers.read(
        "a message",
        session ->
            rows(session).messages(session.prepared("message_find").id(id.value())).stream()
                .findFirst());
  }

  @Override
  public Map<String, Message> byFarIds(String carrier, Collection<String> farIds) {
    var wanted = farIds.stream().filter(farId -> !farId.isEmpty()).distinct().toList();
    return readers.read(
        "messages by their far ids",
        session -> {
          int key = keys.findName(session, carrier);
          var found = new HashMap<String, Message>();
          for (int from = 0; key != 0 && from < wanted.size(); from += Sql.LIST) {
            var some = wanted.subList(from, Math.min(from + Sql.LIST, wanted.size()));
            collect(session, "message_by_far_ids", key, some, found);
            collect(session, "message_by_leg_far_ids", key, some, found);
          }
          return found;
        });
  }

  private void collect(
      Session session, String statement, int carrier, List<String> farIds, Map<String, Message> to)
      throws SQLException {
    var query = session.prepared(statement).number(carrier);
    for (int i = 0; i < Sql.LIST; i++) {
      query.text(farIds.get(Math.min(i, farIds.size() - 1)));
    }
    var wanted = new HashSet<>(farIds);
    for (var message : rows(session).messages(query)) {
      message.state().legs().stream()
          .map(Leg::farId)
          .filter(wanted::contains)
          .forEach(farId -> to.merge(farId, message, (a, b) -> NEWEST.compare(a, b) >= 0 ? a : b));
    }
  }

  @Override
  public List<Message> due(String lane, Instant now, int limit) {
    int most = Math.min(limit, ROWS_MAX);
    return readers.read(
        "messages that are due",
        session -> {
          int key = keys.findName(session, lane);
          var due = new ArrayList<Message>();
          for (var priority : Priority.values()) {
            if (key != 0 && due.size() < most) {
              due.addAll(
                  rows(session)
                      .messages(
                          session
                              .prepared("message_due")
                              .number(key)
                              .number(priority.code())
                              .time(now)
                              .number(most - due.size())));
            }
          }
          return due;
        });
  }

  @Override
  public List<String> lanesDue(Instant now) {
    return readers.read(
        "lanes with messages that are due",
        session -> {
          var lanes = new ArrayList<String>();
          for (int lane = nextLane(session, 0);
              lane != 0 && lanes.size() < ROWS_MAX;
              lane = nextLane(session, lane)) {
            if (isAnyDue(session, lane, now)) {
              lanes.add(keys.nameOf(session, lane));
            }
          }
          lanes.sort(Comparator.naturalOrder());
          return lanes;
        });
  }

  private static int nextLane(Session session, int lane) throws SQLException {
    return session.prepared("message_next_lane").number(lane).one(Row::number).orElse(0);
  }

  private static boolean isAnyDue(Session session, int lane, Instant now) throws SQLException {
    for (var priority : Priority.values()) {
      var query = session.prepared("message_any_due");
      query.number(lane).number(priority.code()).time(now);
      if (query.one(Row::number).isPresent()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<Message> unanswered(int limit) {
    return readers.read(
        "messages that wait for our answer",
        session ->
            rows(session)
                .messages(
                    session.prepared("message_unanswered").number(Math.min(limit, ROWS_MAX))));
  }

  @Override
  public List<Message> claimedByOthers(long run, int limit) {
    return readers.read(
        "messages that others claimed",
        session ->
            rows(session)
                .messages(
                    session
                        .prepared("message_claimed_by_others")
                        .number(run)
                        .number(Math.min(limit, ROWS_MAX))));
  }

  @Override
  public List<AccountId> suspended(Predicate<AccountId> which, int limit) {
    return readers.read(
        "accounts whose messages wait until they may send again",
        session -> {
          var found = new ArrayList<AccountId>();
          int most = Math.min(limit, ROWS_MAX);
          for (int key = nextSuspended(session, 0);
              key != 0 && found.size() < most;
              key = nextSuspended(session, key)) {
            var account = keys.accountOf(session, key);
            if (which.test(account)) {
              found.add(account);
            }
          }
          return found;
        });
  }

  private static int nextSuspended(Session session, int account) throws SQLException {
    return session.prepared("message_next_suspended").number(account).one(Row::number).orElse(0);
  }

  @Override
  public List<Message> suspended(AccountId account, int limit) {
    return readers.read(
        "messages that wait until their account may send again",
        session ->
            rows(session)
                .messages(
                    session
                        .prepared("message_suspended")
                        .number(keys.findAccount(session, account))
                        .number(Math.min(limit, ROWS_MAX))));
  }

  @Override
  public List<Message> doubted(Instant until, int limit) {
    return readers.read(
        "messages in doubt",
        session ->
            rows(session)
                .messages(
                    session
                        .prepared("message_doubted")
                        .time(until)
                        .number(Math.min(limit, ROWS_MAX))));
  }

  @Override
  public List<Message> ahead(Instant now, int limit) {
    return readers.read(
        "messages whose moment lies too far ahead",
        session ->
            rows(session)
                .messages(
                    session.prepared("message_ahead").time(now).number(Math.min(limit, ROWS_MAX))));
  }

  @Override
  public List<Message> unreported(Instant from, Instant until, int limit) {
    return readers.read(
        "messages without a receipt",
        session ->
            rows(session)
                .messages(
                    session
                        .prepared("message_unreported")
                        .id(Id.first(from.toEpochMilli()))
                        .id(Id.first(until.toEpochMilli()))
                        .number(Math.min(limit, ROWS_MAX))));
  }

  @Override
  public Map<String, Long> waiting() {
    return readers.read(
        "how many messages wait",
        session -> {
          var counts = new HashMap<String, Long>();
          session
              .prepared("message_waiting")
              .list(row -> counts.put(keys.nameOf(session, row.number()), row.large()));
          return counts;
        });
  }

  private MessageRow rows(Session session) {
    return new MessageRow(session, keys);
  }
}
