package io.carillon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Work between two groups, on a store that nobody sends anything to.
class WriterOrdersTest {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private final AtomicInteger done = new AtomicInteger();

  @Test
  @Timeout(30)
  void whatComesTogetherIsAllDoneThoughNothingElseComes(@TempDir Path folder) throws Exception {
    var dialect = Sqlite.in(folder);
    var ready = Sealing.migrated(dialect, new StoreSettings.Sqlite(folder));
    var groups = new Groups(dialect, ready, new Keys(), new Mirror());
    try (var writer = new Writer(groups, _ -> {})) {
      writer.start();
      var first = order(writer, true);
      begun.await();
      var others = List.of(order(writer, false), order(writer, false), order(writer, false));
      for (var other : others) {
        while (other.getState() != Thread.State.WAITING) {
          Thread.onSpinWait();
        }
      }

      go.countDown();

      for (var one : Stream.concat(Stream.of(first), others.stream()).toList()) {
        assertThat(one.join(Duration.ofSeconds(5))).isTrue();
      }
      assertThat(done).hasValue(4);
    }
  }

  private Thread order(Writer writer, boolean waits) {
    return Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            writer.between(_ -> work(waits));
            done.incrementAndGet();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private int work(boolean waits) {
    begun.countDown();
    try {
      if (waits) {
        go.await();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
