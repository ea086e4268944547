package io.carillon.engine.receipt;

import io.carillon.engine.inbound.Bringer;
import io.carillon.model.Message;
import io.carillon.model.port.Reports.Then;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Reports that were brought at once. Tells once, when the last of them has ended, whether all of
/// them were written.
final class Batch implements Bringer {
  private final ReceiptFigures figures;
  private final AtomicInteger open;
  private final Then then;
  private final Queue<Consumer<Boolean>> told = new ConcurrentLinkedQueue<>();
  private volatile boolean whole = true;

  Batch(ReceiptFigures figures, int reports, Then then) {
    this.figures = figures;
    open = new AtomicInteger(reports);
    this.then = then;
  }

  ReceiptFigures figures() {
    return figures;
  }

  @Override
  public void onAnswer(Consumer<Boolean> listener) {
    told.add(listener);
  }

  @Override
  public void ended(Optional<Message> after) {
    after.ifPresent(figures::settled);
    if (open.decrementAndGet() == 0) {
      boolean kept = whole;
      told.forEach(one -> one.accept(kept));
      then.kept(kept);
    }
  }

  @Override
  public void broken() {
    whole = false;
    ended(Optional.empty());
  }
}
