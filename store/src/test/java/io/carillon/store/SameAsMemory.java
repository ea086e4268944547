package io.carillon.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Commit.Result;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Ports;
import io.carillon.testkit.RandomCommits;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Hands the same commits to a store and to one in memory: answers and rows must be the same.
final class SameAsMemory {
  private SameAsMemory() {}

  static void check(Ports store, long seed, int commits) throws Exception {
    var memory = MemoryStore.atOnce().ports();
    var random = new RandomCommits(seed, memory);
    int written = 0;
    var kinds = new HashSet<Class<?>>();
    while (written < commits) {
      var group = random.next();
      var expected = new CompletableFuture<List<Result>>();
      var answered = new CompletableFuture<List<Result>>();
      memory.commits().hand(group, expected::complete);
      store.commits().hand(group, answered::complete);
      var results = answered.get(20, TimeUnit.SECONDS);
      results.forEach(result -> kinds.add(result.getClass()));
      assertThat(results.stream().map(SameAsMemory::plain).toList())
          .as("seed %s, from commit %s", seed, written)
          .isEqualTo(expected.join().stream().map(SameAsMemory::plain).toList());
      written += group.size();
    }
    random.compare(store);
    assertThat(kinds).as("kinds of answers").hasSize(Result.class.getPermittedSubclasses().length);
  }

  /// Stores say in their own words why they could not write.
  private static Result plain(Result result) {
    return result instanceof Result.Broken ? new Result.Broken("") : result;
  }
}
