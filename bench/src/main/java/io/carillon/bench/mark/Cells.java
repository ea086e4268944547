package io.carillon.bench.mark;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// One `long` for each message that a run may have, 0 at first. Only pages in use take memory; many
/// threads may write.
public final class Cells {
  private static final int PAGE_BITS = 16;
  private static final int PAGE = 1 << PAGE_BITS;

  private final AtomicReferenceArray<@Nullable AtomicLongArray> pages =
      new AtomicReferenceArray<>((Recipients.COUNT + PAGE - 1) / PAGE);

  public long at(int sequence) {
    var page = pages.get(sequence >> PAGE_BITS);
    return page == null ? 0 : page.get(sequence & (PAGE - 1));
  }

  /// Whether the cell was 0 and has the value now.
  public boolean fill(int sequence, long value) {
    return page(sequence).compareAndSet(sequence & (PAGE - 1), 0, value);
  }

  /// Sets bits; answers what the cell was before.
  public long or(int sequence, long bits) {
    return page(sequence)
        .getAndAccumulate(sequence & (PAGE - 1), bits, (before, more) -> before | more);
  }

  private AtomicLongArray page(int sequence) {
    var index = sequence >> PAGE_BITS;
    var page = pages.get(index);
    if (page != null) {
      return page;
    }
    var fresh = new AtomicLongArray(PAGE);
    var other = pages.compareAndExchange(index, null, fresh);
    return other == null ? fresh : other;
  }
}
