package io.carillon.engine.keeping;

import io.carillon.engine.change.Change;
import io.carillon.engine.change.Consequence;
import io.carillon.engine.comply.Policy;
import io.carillon.model.Direction;
import io.carillon.model.Directory;
import io.carillon.model.Message;
import io.carillon.model.port.Meters;
import java.util.function.Supplier;

/// Blots out what an account never keeps in the commit with which nothing of the message is left to
/// do. What a person wrote and a webhook is to tell is left to [Lapsing].
public final class Forgetting implements Consequence {
  private final Supplier<Directory> directory;
  private final Policy<Keeping> policy;
  private final Meters.Count forgotten;

  public Forgetting(Supplier<Directory> directory, Policy<Keeping> policy, Meters meters) {
    this.directory = directory;
    this.policy = policy;
    forgotten = meters.count("keeping.forgotten", "what", "at_once");
  }

  @Override
  public Change follow(Change change) {
    var message = change.after();
    if (!message.isDone() || isToBeTold(message)) {
      return change;
    }
    var left = policy.of(directory.get(), message.account()).left(message);
    if (left.content().equals(message.content())) {
      return change;
    }
    forgotten.add(1);
    return new Change(change.before(), left, change.also());
  }

  private static boolean isToBeTold(Message message) {
    return message.parties().direction() == Direction.INBOUND
        && message.terms().callback().isPresent();
  }
}
