package io.carillon.model.port;

import io.carillon.model.Commit;
import java.util.List;
import java.util.function.Consumer;

/// The one way to change the truth: commits are handed over, written in groups, synced once a
/// group.
///
/// The commits of one group are concurrent, but changes of one message are applied in the order in
/// which they were handed over, each on the values of the one before. A failed guard never spoils
/// the others of its group.
public interface Commits {
  /// Hands commits over and returns at once. `then` is called exactly once, with one result for
  /// each commit in their order, after the group was synced or failed. Calls come one after another
  /// from one thread, which must not be held up: what blocks is started as a task.
  void hand(List<Commit> commits, Consumer<List<Commit.Result>> then);

  /// Hands one over and waits until it is synced or has failed.
  Commit.Result write(Commit commit) throws InterruptedException;

  /// Calls `hook` after all `then`s of a group were called: the moment to flush what they gathered.
  /// For the time of wiring only.
  void afterGroup(Runnable hook);

  /// How many commits of callers wait to be written: a refusal point. As many as can be while what
  /// keeps them does not answer.
  int waiting();
}
