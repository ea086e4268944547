package io.carillon.engine.feed;

import io.carillon.engine.change.Change;
import io.carillon.engine.change.Consequence;
import io.carillon.engine.comply.Policy;
import io.carillon.model.Commit.Write;
import io.carillon.model.Directory;
import io.carillon.model.Event;
import java.util.function.Supplier;

/// Puts each new message, and each change of a message's status, into the live feed of an account
/// that asked for it.
public final class Feeding implements Consequence {
  private final Supplier<Directory> directory;
  private final Policy<FeedPolicy> policy;

  /// @param directory the small tables as they are now
  public Feeding(Supplier<Directory> directory, Policy<FeedPolicy> policy) {
    this.directory = directory;
    this.policy = policy;
  }

  @Override
  public Change follow(Change change) {
    boolean news = change.before().isEmpty() || change.movesStatus();
    return news && policy.of(directory.get(), change.after().account()).messages()
        ? change.with(new Write.Happened(Event.of(change.after())))
        : change;
  }
}
