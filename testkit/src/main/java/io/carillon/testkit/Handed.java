package io.carillon.testkit;

import io.carillon.model.Commit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Commits handed over by one call, on their way to one answer.
final class Handed {
  private final List<Commit> commits;
  private final Consumer<List<Commit.Result>> then;
  private final Commit.@Nullable Result[] results;
  private int open;

  Handed(List<Commit> commits, Consumer<List<Commit.Result>> then) {
    this.commits = List.copyOf(commits);
    this.then = then;
    results = new Commit.Result[commits.size()];
    open = results.length;
  }

  List<Waiting> waiting() {
    var all = new ArrayList<Waiting>();
    for (int i = 0; i < commits.size(); i++) {
      all.add(new Waiting(this, i));
    }
    return all;
  }

  boolean isAnswered() {
    return open == 0;
  }

  void tell() {
    then.accept(Arrays.stream(results).map(Objects::requireNonNull).toList());
  }

  /// One of the commits, waiting to be written.
  record Waiting(Handed handed, int place) {
    Commit commit() {
      return handed.commits.get(place);
    }

    void answer(Commit.Result result) {
      handed.results[place] = result;
      handed.open--;
    }
  }
}
