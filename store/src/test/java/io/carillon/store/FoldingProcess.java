package io.carillon.store;

import io.carillon.model.Commit.Reason;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Id;
import io.carillon.model.Posting;
import io.carillon.testkit.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;

/// A process that pays in and folds the ledger at the same time until it is killed: it says how
/// much was paid in once it is told so, and that it folds right before each step. Its arguments:
/// the data folder and a seed.
final class FoldingProcess {
  /// Everything that it pays in is older.
  static final Instant LATER = Samples.START.plus(Duration.ofDays(400));

  /// How many postings are paid in at a time, each of one micro-unit.
  static final long AT_A_TIME = 60;

  private static final Duration AT_MOST = Duration.ofSeconds(30);
  private static final int DAYS = 90;

  private FoldingProcess() {}

  public static void main(String[] args) throws Exception {
    long seed = Long.parseLong(args[1]);
    try (var store = Opened.sqlite(Path.of(args[0]))) {
      long end = System.nanoTime() + AT_MOST.toNanos();
      var payer = Thread.ofVirtual().start(() -> pay(store, seed, end));
      while (System.nanoTime() - end < 0) {
        System.out.println("folding");
        store.ledger().fold(0, LATER);
      }
      payer.join();
    }
  }

  private static void pay(Store store, long seed, long end) {
    try {
      for (int i = 0; System.nanoTime() - end < 0; i++) {
        var writes = new ArrayList<Write>();
        for (int each = 0; each < AT_A_TIME; each++) {
          var id = new Id(seed, i * AT_A_TIME + each);
          var at = Samples.START.plus(Duration.ofDays((i + each) % DAYS));
          var amount = Samples.usd(1);
          writes.add(
              new Write.Posted(
                  new Posting(id, Samples.ACCOUNT, Reason.TOP_UP, amount, "paid", at)));
        }
        var result = store.commits().write(Samples.inside(writes.toArray(Write[]::new)));
        if (!(result instanceof Result.Done)) {
          throw new IllegalStateException("not written: " + result);
        }
        System.out.println("paid");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
