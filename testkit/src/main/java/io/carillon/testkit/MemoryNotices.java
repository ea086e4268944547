package io.carillon.testkit;

import io.carillon.model.AccountId;
import io.carillon.model.Happening;
import io.carillon.model.Id;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.Replay;
import io.carillon.model.port.Notices;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Reads the notices of a [MemoryStore].
record MemoryNotices(MemoryStore.Read read) implements Notices {
  private static final int ROWS_MAX = 5_000;

  @Override
  public List<Notice> due(String lane, Instant now, int limit) {
    return read.of(rows ->
        due(rows, now)
            .filter(notice -> notice.lane().equals(lane))
            .sorted(
                Comparator.comparing((Notice notice) -> notice.telling().due().orElseThrow())
                    .thenComparing(Notice::message)
                    .thenComparingInt(Notice::sequence))
            .limit(Math.min(limit, ROWS_MAX))
            .toList());
  }

  @Override
  public DueLanes lanesDue(Instant now, int after) {
    return read.of(rows -> {
      var all = due(rows, now).map(Notice::lane).distinct().sorted().toList();
      int end = Math.min(all.size(), after + ROWS_MAX);
      return new DueLanes(all.subList(Math.min(after, end), end), end < all.size() ? end : 0);
    });
  }

  @Override
  public List<Notice> of(MessageId message) {
    return read.of(rows ->
        rows.notices.getOrDefault(message, new TreeMap<>()).values().stream()
            .limit(ROWS_MAX)
            .toList());
  }

  @Override
  public List<Notice> openOf(Collection<MessageId> messages) {
    return read.of(rows ->
        messages.stream()
            .distinct()
            .flatMap(id -> rows.notices.getOrDefault(id, new TreeMap<>()).values().stream())
            .filter(notice -> notice.telling().progress() == Notice.Progress.OPEN)
            .limit(ROWS_MAX)
            .toList());
  }

  @Override
  public List<Notice> failed(AccountId account, int limit) {
    return read.of(rows ->
        all(rows)
            .filter(notice -> notice.lane().startsWith(account.value().hex() + ' '))
            .filter(notice -> !Happening.isNamed(notice.message()))
            .filter(MemoryNotices::hasFailed)
            .sorted(Notice.NEWEST)
            .limit(Math.min(limit, ROWS_MAX))
            .toList());
  }

  @Override
  public Map<MessageId, Happening> happenings(Collection<MessageId> ids) {
    return read.of(rows -> {
      var found = new HashMap<>(rows.happenings);
      found.keySet().retainAll(ids);
      return found;
    });
  }

  @Override
  public List<Happening> happenings(AccountId account, Optional<Id> behind, boolean up, int limit) {
    var order = Comparator.comparing((Happening one) -> Happening.place(one.id()));
    return read.of(rows ->
        rows.happenings.values().stream()
            .filter(one -> one.account().equals(account))
            .filter(one ->
                behind.isEmpty()
                    || Happening.place(one.id()).compareTo(behind.get()) * (up ? 1 : -1) > 0)
            .sorted(up ? order : order.reversed())
            .limit(Math.min(limit, ROWS_MAX))
            .toList());
  }

  @Override
  public int countDue(String lane, Instant now, int most) {
    return due(lane, now, most).size();
  }

  @Override
  public Stretch stretch(String lane, boolean failed, Id behind, Id until) {
    return stretch(lane::equals, failed, behind, until);
  }

  @Override
  public Stretch urls(AccountId account, boolean failed, Id behind, Id until) {
    return stretch(lane -> Replay.isUrl(account, lane), failed, behind, until);
  }

  private Stretch stretch(Predicate<String> lanes, boolean failed, Id behind, Id until) {
    return read.of(rows -> {
      var looked =
          all(rows)
              .filter(notice -> notice.message().value().compareTo(behind) > 0)
              .filter(notice -> notice.message().value().compareTo(until) < 0)
              .filter(notice -> !failed || (lanes.test(notice.lane()) && hasFailed(notice)))
              .sorted(Comparator.comparing(Notice::message).thenComparingInt(Notice::sequence))
              .toList();
      boolean over = looked.size() < Stretch.ROWS;
      var last = over ? until : looked.get(Stretch.ROWS - 1).message().value();
      var notices =
          looked.stream()
              .filter(notice -> lanes.test(notice.lane()))
              .filter(notice -> !failed || notice.telling().progress() != Notice.Progress.TOLD)
              .filter(notice -> notice.message().value().compareTo(last) <= 0)
              .toList();
      return new Stretch(notices, last, over);
    });
  }

  @Override
  public Owed owed(String lane) {
    return read.of(rows -> {
      var open =
          all(rows)
              .filter(notice -> notice.lane().equals(lane))
              .filter(notice -> notice.telling().progress() == Notice.Progress.OPEN)
              .toList();
      var next =
          open.stream().flatMap(notice -> notice.telling().due().stream()).min(Instant::compareTo);
      var oldest = open.stream().map(notice -> notice.change().at()).min(Instant::compareTo);
      return new Owed(Math.min(open.size(), Owed.OPEN_MAX), next, oldest);
    });
  }

  @Override
  public long open() {
    return read.of(rows ->
        all(rows).filter(notice -> notice.telling().progress() == Notice.Progress.OPEN).count());
  }

  @Override
  public List<Notice> ahead(Instant untried, Instant tried, int limit) {
    return read.of(rows ->
        all(rows)
            .filter(notice -> notice.telling().progress() == Notice.Progress.OPEN)
            .filter(notice -> {
              var from = notice.telling().attempts() == 0 ? untried : tried;
              return notice.telling().due().map(due -> due.isAfter(from)).orElse(false);
            })
            .limit(Math.min(limit, ROWS_MAX))
            .toList());
  }

  private static boolean hasFailed(Notice notice) {
    return notice.telling().attempts() > 0 || notice.telling().progress() == Notice.Progress.DEAD;
  }

  private static Stream<Notice> due(MemoryRows rows, Instant now) {
    return all(rows)
        .filter(notice ->
            notice.telling().progress() == Notice.Progress.OPEN
                && notice.telling().due().map(due -> !due.isAfter(now)).orElse(false));
  }

  private static Stream<Notice> all(MemoryRows rows) {
    return rows.notices.values().stream().flatMap(notices -> notices.values().stream());
  }
}
