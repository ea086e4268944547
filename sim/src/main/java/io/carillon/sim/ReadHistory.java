package io.carillon.sim;

import io.carillon.model.port.History;

/// The search for messages, as the process sees it: each question may be the last one.
final class ReadHistory implements History {
  private final Disk disk;
  private final History inner;

  ReadHistory(Disk disk, History inner) {
    this.disk = disk;
    this.inner = inner;
  }

  @Override
  public Page page(Filter filter, Order order, Start start, int limit) {
    return disk.read("page", () -> inner.page(filter, order, start, limit));
  }

  @Override
  public Total count(Filter filter) {
    return disk.read("count", () -> inner.count(filter));
  }
}
