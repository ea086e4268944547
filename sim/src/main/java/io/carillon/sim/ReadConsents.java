package io.carillon.sim;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Consent.Reach;
import io.carillon.model.port.Consents;
import java.util.List;

/// What people said, as the process reads it: each question may be the last one.
final class ReadConsents implements Consents {
  private final Disk disk;
  private final Consents inner;

  ReadConsents(Disk disk, Consents inner) {
    this.disk = disk;
    this.inner = inner;
  }

  @Override
  public List<Reach> stopped(AccountId account, Address person) {
    return disk.read("stopped", () -> inner.stopped(account, person));
  }

  @Override
  public Page page(Filter filter, long below, int limit) {
    return disk.read("consents", () -> inner.page(filter, below, limit));
  }

  @Override
  public List<Kept> after(AccountId account, long number, int limit) {
    return disk.read("consents after", () -> inner.after(account, number, limit));
  }

  @Override
  public List<Kept> unswept(int limit) {
    return disk.read("unswept", () -> inner.unswept(limit));
  }
}
