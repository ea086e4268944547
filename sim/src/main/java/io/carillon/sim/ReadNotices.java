package io.carillon.sim;

import io.carillon.model.AccountId;
import io.carillon.model.Happening;
import io.carillon.model.Id;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.port.Notices;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Notices, as the process reads them from a [Disk].
final class ReadNotices implements Notices {
  private final Disk disk;
  private final Notices inner;

  ReadNotices(Disk disk, Notices inner) {
    this.disk = disk;
    this.inner = inner;
  }

  @Override
  public List<Notice> due(String lane, Instant now, int limit) {
    return disk.read("notices due", () -> inner.due(lane, now, limit));
  }

  @Override
  public DueLanes lanesDue(Instant now, int after) {
    return disk.read("notice lanes", () -> inner.lanesDue(now, after));
  }

  @Override
  public List<Notice> ahead(Instant untried, Instant tried, int limit) {
    return disk.read("notices ahead", () -> inner.ahead(untried, tried, limit));
  }

  @Override
  public List<Notice> of(MessageId message) {
    return disk.read("notices of", () -> inner.of(message));
  }

  @Override
  public List<Notice> openOf(Collection<MessageId> messages) {
    return disk.read("open notices of", () -> inner.openOf(messages));
  }

  @Override
  public List<Notice> failed(AccountId account, int limit) {
    return disk.read("notices failed", () -> inner.failed(account, limit));
  }

  @Override
  public long open() {
    return disk.read("notices open", inner::open);
  }

  @Override
  public Map<MessageId, Happening> happenings(Collection<MessageId> ids) {
    return disk.read("what happened", () -> inner.happenings(ids));
  }

  @Override
  public List<Happening> happenings(AccountId account, Optional<Id> behind, boolean up, int limit) {
    return disk.read("what happened", () -> inner.happenings(account, behind, up, limit));
  }

  @Override
  public int countDue(String lane, Instant now, int most) {
    return disk.read("notices due", () -> inner.countDue(lane, now, most));
  }

  @Override
  public Stretch stretch(String lane, boolean failed, Id behind, Id until) {
    return disk.read("a stretch of notices", () -> inner.stretch(lane, failed, behind, until));
  }

  @Override
  public Stretch urls(AccountId account, boolean failed, Id behind, Id until) {
    return disk.read("a stretch of notices", () -> inner.urls(account, failed, behind, until));
  }

  @Override
  public Owed owed(String lane) {
    return disk.read("notices of a lane", () -> inner.owed(lane));
  }
}
