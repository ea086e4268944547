package io.carillon.store;

import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Commits handed over by one call, on their way to one answer. Guarded by the intake's lock until
/// its commits are taken, then the writer's alone, then the completer's alone.
final class Handed {
  private final List<Commit> commits;
  private final Consumer<List<Result>> then;
  private final @Nullable Result[] results;
  private int open;

  Handed(List<Commit> commits, Consumer<List<Result>> then) {
    this.commits = List.copyOf(commits);
    this.then = then;
    results = new Result[this.commits.size()];
    open = results.length;
  }

  int size() {
    return results.length;
  }

  Commit commit(int place) {
    return commits.get(place);
  }

  void answer(int place, Result result) {
    results[place] = result;
    open--;
  }

  boolean isAnswered() {
    return open == 0;
  }

  /// Adds what was written of it.
  void addWritten(List<Commit.Write> writes) {
    for (int place = 0; place < results.length; place++) {
      if (results[place] instanceof Result.Done) {
        writes.addAll(commits.get(place).writes());
      }
    }
  }

  void tell() {
    if (results.length == 1) {
      then.accept(List.of(Objects.requireNonNull(results[0])));
      return;
    }
    var all = new ArrayList<Result>(results.length);
    for (var result : results) {
      all.add(Objects.requireNonNull(result));
    }
    then.accept(List.copyOf(all));
  }
}
