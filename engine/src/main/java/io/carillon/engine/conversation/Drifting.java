package io.carillon.engine.conversation;

import io.carillon.model.Conversation;
import io.carillon.model.Id;
import io.carillon.model.port.Conversations;
import io.carillon.model.port.Messages;

/// Drops conversations of which no message tells any more whom they are with, since all that they
/// name were deleted: with them go their labels and notes.
public final class Drifting {
  /// How many one round looks at; all are looked at before any is looked at again.
  static final int ROUND_MAX = 200;

  private static final Id LEAST = new Id(0, 0);

  private final Conversations conversations;
  private final Messages messages;
  private Id after = LEAST;

  public Drifting(Conversations conversations, Messages messages) {
    this.conversations = conversations;
    this.messages = messages;
  }

  /// One round; blocks until it ends. To be called each minute, by one thread.
  public void round() throws InterruptedException {
    var some = conversations.adrift(after, ROUND_MAX);
    for (var one : some) {
      if (isGone(one)) {
        conversations.drop(one);
      }
    }
    after = some.size() < ROUND_MAX ? LEAST : some.getLast().id();
  }

  private boolean isGone(Conversation one) {
    return one.anchors().stream().allMatch(id -> messages.find(id).isEmpty());
  }
}
