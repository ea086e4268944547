package io.carillon.store;

import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.TraceRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Messages that leave the tables together: reads those of which nothing is owed any more, with all
/// that stands by their ids, and takes them out.
///
/// Between the two anybody may change them. So what is taken out is compared first, in the same
/// transaction: the `rev` of each message, how many notices and trace rows there are, and that no
/// notice is open.
final class Leaving {
  /// Messages that are looked at together.
  static final int MESSAGES_MAX = 500;

  private static final int TEXT_MAX = 1 << 20;
  private static final int BESIDE_MAX = 20_000;

  private final Session session;
  private final Keys keys;

  Leaving(Session session, Keys keys) {
    this.session = session;
    this.keys = keys;
  }

  /// What may leave together.
  ///
  /// @param lines of the members
  /// @param notices of all messages from the first member to the last
  /// @param traces of all messages from the first member to the last
  /// @param seen where the next look goes on
  /// @param isLast whether nothing stands behind it
  record Group(
      List<Archived> members,
      List<byte[]> lines,
      int notices,
      int traces,
      Id seen,
      boolean isLast) {
    Id firstId() {
      return members.getFirst().id().value();
    }

    Id lastId() {
      return members.getLast().id().value();
    }

    List<Id> ids() {
      return members.stream().map(member -> member.id().value()).toList();
    }
  }

  /// Which messages may leave.
  ///
  /// @param limit what was accepted or changed later stays
  /// @param stays what stays all the same
  record Rule(Instant limit, Predicate<Id> stays) {
    /// Nothing comes up for it any more: it ended, or was sent and its receipt has not come in all
    /// that time.
    private boolean isSettled(Message message) {
      return message.state().work().due().isEmpty()
          && message.state().times().updated().isBefore(limit)
          && !stays.test(message.id().value());
    }
  }

  /// The next ones behind an id.
  Group next(Id after, Rule rule, ArchiveSeal seal) throws SQLException {
    var until = Id.first(rule.limit().toEpochMilli());
    var query = session.prepared("archive_candidates").id(after).id(until).number(MESSAGES_MAX);
    var all = new MessageRow(session, keys).messages(query);
    if (all.isEmpty()) {
      return new Group(List.of(), List.of(), 0, 0, after, true);
    }
    boolean isLast = all.size() < MESSAGES_MAX;
    var settled = all.stream().filter(rule::isSettled).toList();
    var near = near(settled);
    boolean cut = near.size() < settled.size();
    var seen = cut ? near.getLast().id().value() : all.getLast().id().value();
    return near.isEmpty()
        ? new Group(List.of(), List.of(), 0, 0, seen, isLast)
        : group(near, seen, isLast && !cut, seal);
  }

  private static List<Message> near(List<Message> settled) {
    int count = 0;
    while (count < settled.size()
        && ArchiveBlock.together(
            settled.getFirst().id().value(), settled.get(count).id().value())) {
      count++;
    }
    return settled.subList(0, count);
  }

  /// Messages with all that stands by their ids, as they are.
  List<Archived> whole(List<Message> messages) throws SQLException {
    if (messages.isEmpty()) {
      return List.of();
    }
    var first = messages.getFirst().id().value();
    var last = messages.getLast().id().value();
    var notices = notices(first, last);
    var traces = traces(first, last);
    if (messages.size() > 1 && isTooMuch(notices, traces)) {
      int middle = messages.size() / 2;
      var all = new ArrayList<>(whole(messages.subList(0, middle)));
      all.addAll(whole(messages.subList(middle, messages.size())));
      return all;
    }
    return joined(messages, notices, traces);
  }

  private static boolean isTooMuch(List<Notice> notices, List<TraceRow> traces) {
    return notices.size() >= BESIDE_MAX || traces.size() >= BESIDE_MAX;
  }

  private Group group(List<Message> messages, Id seen, boolean isLast, ArchiveSeal seal)
      throws SQLException {
    var first = messages.getFirst().id().value();
    var last = messages.getLast().id().value();
    var notices = notices(first, last);
    var traces = traces(first, last);
    if (messages.size() > 1 && isTooMuch(notices, traces)) {
      var half = messages.subList(0, messages.size() / 2);
      return group(half, half.getLast().id().value(), false, seal);
    }
    return lined(
        joined(messages, notices, traces), new Beside(notices, traces), seen, isLast, seal);
  }

  private static List<Archived> joined(
      List<Message> messages, List<Notice> notices, List<TraceRow> traces) {
    var told = new HashMap<MessageId, List<Notice>>();
    notices.forEach(one -> told.computeIfAbsent(one.message(), _ -> new ArrayList<>()).add(one));
    var traced = new HashMap<MessageId, List<TraceRow>>();
    traces.forEach(one -> traced.computeIfAbsent(one.message(), _ -> new ArrayList<>()).add(one));
    var all = new ArrayList<Archived>();
    for (var message : messages) {
      all.add(
          new Archived(
              message,
              traced.getOrDefault(message.id(), List.of()),
              told.getOrDefault(message.id(), List.of())));
    }
    return all;
  }

  /// What stands beside messages.
  private record Beside(List<Notice> notices, List<TraceRow> traces) {}

  private Group lined(List<Archived> all, Beside beside, Id seen, boolean isLast, ArchiveSeal seal)
      throws SQLException {
    var members = new ArrayList<Archived>();
    var lines = new ArrayList<byte[]>();
    int octets = 0;
    for (var member : all) {
      if (octets >= TEXT_MAX) {
        return counted(members, lines, beside, members.getLast().id().value(), false);
      }
      if (!member.isOwed()) {
        var line = seal.line(member, keys.findAccount(session, member.message().account()));
        octets += line.length;
        members.add(member);
        lines.add(line);
      }
    }
    return counted(members, lines, beside, seen, isLast);
  }

  private static Group counted(
      List<Archived> members, List<byte[]> lines, Beside beside, Id seen, boolean isLast) {
    if (members.isEmpty()) {
      return new Group(members, lines, 0, 0, seen, isLast);
    }
    var first = members.getFirst().id();
    var last = members.getLast().id();
    return new Group(
        members,
        lines,
        (int) beside.notices().stream().filter(one -> isWithin(one.message(), first, last)).count(),
        (int) beside.traces().stream().filter(one -> isWithin(one.message(), first, last)).count(),
        seen,
        isLast);
  }

  private static boolean isWithin(MessageId id, MessageId first, MessageId last) {
    return id.compareTo(first) >= 0 && id.compareTo(last) <= 0;
  }

  private List<Notice> notices(Id first, Id last) throws SQLException {
    return session
        .prepared("archive_notices")
        .id(first)
        .id(last)
        .number(BESIDE_MAX)
        .list(row -> NoticeReader.notice(session, keys, row));
  }

  private List<TraceRow> traces(Id first, Id last) throws SQLException {
    return session
        .prepared("archive_traces")
        .id(first)
        .id(last)
        .number(BESIDE_MAX)
        .list(row ->
            new TraceRow(
                new MessageId(row.id()), row.time(), Codes.TRACE.of(row.number()), row.text()));
  }

  /// Takes a group out, inside the writer's transaction; false, and nothing is changed, where one
  /// of them is not as it was read.
  boolean remove(Group group) throws SQLException {
    if (!isAsItWas(group)) {
      return false;
    }
    var messages = session.prepared("message_erase");
    var legs = session.prepared("message_erase_legs");
    var notices = session.prepared("message_erase_notices");
    var traces = session.prepared("message_erase_trace");
    var searched = session.prepared("search_note");
    for (var member : group.members()) {
      var id = member.id().value();
      messages.id(id).number(member.message().state().rev()).add();
      int account = keys.account(session, member.message().account());
      searched.number(account).id(id).add();
      session.words().gone(account, id);
      if (Legs.tabled(member.message().state().legs()) > 0) {
        legs.id(id).add();
      }
      if (!member.notices().isEmpty()) {
        notices.id(id).add();
      }
      if (!member.trace().isEmpty()) {
        traces.id(id).add();
      }
    }
    messages.run();
    legs.run();
    notices.run();
    traces.run();
    searched.run();
    return true;
  }

  private boolean isAsItWas(Group group) throws SQLException {
    var revs = new HashMap<Id, Integer>();
    session
        .prepared("archive_revs")
        .id(group.firstId())
        .id(group.lastId())
        .list(row -> revs.put(row.id(), row.number()));
    boolean same =
        group.members().stream()
            .allMatch(member ->
                Integer.valueOf(member.message().state().rev())
                    .equals(revs.get(member.id().value())));
    return same && isSameBeside(group) && open(group).isEmpty();
  }

  private boolean isSameBeside(Group group) throws SQLException {
    return session
        .prepared("archive_beside")
        .id(group.firstId())
        .id(group.lastId())
        .id(group.firstId())
        .id(group.lastId())
        .one(row -> Map.entry(row.number(), row.number()))
        .filter(Map.entry(group.notices(), group.traces())::equals)
        .isPresent();
  }

  private Set<Id> open(Group group) throws SQLException {
    var open =
        new HashSet<>(
            session.prepared("archive_open").id(group.firstId()).id(group.lastId()).list(Row::id));
    open.retainAll(new HashSet<>(group.ids()));
    return open;
  }
}
