package io.carillon.front;

import io.carillon.model.Commit;
import io.carillon.model.Commit.Write;
import io.carillon.model.port.Commits;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// The commits of a store, watched: each new message that holds is counted.
record CountedCommits(Commits real, AtomicInteger stored) implements Commits {
  @Override
  public void hand(List<Commit> commits, Consumer<List<Commit.Result>> then) {
    real.hand(
        commits,
        results -> {
          for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof Commit.Result.Done) {
              var added = commits.get(i).writes().stream();
              stored.addAndGet((int) added.filter(Write.Added.class::isInstance).count());
            }
          }
          then.accept(results);
        });
  }

  @Override
  public Commit.Result write(Commit commit) throws InterruptedException {
    return real.write(commit);
  }

  @Override
  public void afterGroup(Runnable hook) {
    real.afterGroup(hook);
  }

  @Override
  public int waiting() {
    return real.waiting();
  }
}
