package io.carillon.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Commit;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Idempotency;
import io.carillon.testkit.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeysKeptTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path folder;
  private final Samples samples = new Samples(1);

  @Test
  void aKeyIsTakenForSevenDaysAndThenFree() throws Exception {
    try (var store = Opened.freshSqlite(folder)) {
      write(store);
      var week = START.plus(Duration.ofDays(7));

      store.sweep(week);
      assertThat(write(store)).isInstanceOf(Result.KeyTaken.class);

      store.sweep(week.plusSeconds(1));
      assertThat(write(store)).isEqualTo(new Result.Done());
    }
  }

  private Result write(Store store) throws InterruptedException {
    var message = samples.message();
    var key = new Idempotency(Samples.ACCOUNT, "order-1", 0, "hash-1");
    return store
        .commits()
        .write(
            new Commit(
                Urgency.ACCEPT,
                List.of(new Guard.KeyFree(key)),
                List.of(new Write.Added(message), new Write.Keyed(key, message.id(), START))));
  }
}
