package io.carillon.bench.query;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What an asker knows of the account's messages, so that it can ask for what is there. Many
/// threads may learn and look.
final class Known {
  private static final int MESSAGES_MAX = 2_000;

  /// One message of the account.
  ///
  /// @param reference may be empty
  /// @param tag a name and its value, may be empty
  record Seen(String id, String to, Instant accepted, String reference, String tag) {}

  private final SplittableRandom chance;
  private final List<Seen> messages = new ArrayList<>();
  private final List<Seen> labelled = new ArrayList<>();

  Known(long seed) {
    this.chance = new SplittableRandom(seed);
  }

  /// Learns of a message; a full memory forgets a random one.
  synchronized void learn(Seen seen) {
    learn(messages, seen);
    if (!seen.reference().isEmpty() && !seen.tag().isEmpty()) {
      learn(labelled, seen);
    }
  }

  private void learn(List<Seen> all, Seen seen) {
    if (all.size() < MESSAGES_MAX) {
      all.add(seen);
    } else {
      all.set(chance.nextInt(all.size()), seen);
    }
  }

  synchronized int count() {
    return messages.size();
  }

  /// Any one; at least one must be known.
  synchronized Seen any() {
    return messages.get(chance.nextInt(messages.size()));
  }

  /// One with a reference and a tag.
  synchronized Seen anyLabelled() {
    return labelled.get(chance.nextInt(labelled.size()));
  }

  /// Somewhere within the second in which a message was accepted.
  Instant second(Seen seen) {
    return seen.accepted().truncatedTo(ChronoUnit.SECONDS);
  }
}
