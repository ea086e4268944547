package io.carillon.engine.receipt;

import io.carillon.model.Address;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Report.Receipt;
import io.carillon.model.Wait;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Messages with a part of which we cannot know whether the far end took it, so that a receipt with
/// a far id that nobody has told us can still find its part: by our reference that it echoes, or as
/// the only open part for that sender, recipient and carrier.
///
/// Kept until the message is final, also when it was sent again meanwhile; at most 100,000, the
/// oldest are forgotten first.
final class Doubts {
  private static final int MESSAGES_MAX = 100_000;

  private final Map<MessageId, Message> doubtful = new LinkedHashMap<>();
  private final Map<Pair, Set<MessageId>> byPair = new LinkedHashMap<>();

  private record Pair(String carrier, Address sender, Address recipient) {
    static Pair of(Message message) {
      return new Pair(
          message.state().facts().carrier(), message.parties().from(), message.parties().to());
    }
  }

  /// A doubtful part that a receipt speaks of.
  record Found(MessageId id, int part) {}

  /// A message as it is after a change.
  synchronized void note(Message message) {
    var known = doubtful.get(message.id());
    if (message.status().isFinal()) {
      if (known != null) {
        drop(known);
      }
    } else if (known != null || message.state().work().waitsFor() == Wait.DOUBT) {
      if (known != null) {
        drop(known);
      }
      doubtful.put(message.id(), message);
      byPair.computeIfAbsent(Pair.of(message), _ -> new LinkedHashSet<>()).add(message.id());
      if (doubtful.size() > MESSAGES_MAX) {
        drop(doubtful.values().iterator().next());
      }
    }
  }

  private void drop(Message known) {
    doubtful.remove(known.id());
    var pair = Pair.of(known);
    var ids = byPair.get(pair);
    if (ids != null) {
      ids.remove(known.id());
      if (ids.isEmpty()) {
        byPair.remove(pair);
      }
    }
  }

  synchronized boolean isEmpty() {
    return doubtful.isEmpty();
  }

  /// The part that a receipt speaks of, if it can be told.
  synchronized Optional<Found> find(String carrier, Receipt receipt) {
    var ids = byPair.get(new Pair(carrier, receipt.sender(), receipt.recipient()));
    if (ids == null) {
      return Optional.empty();
    }
    Found only = null;
    int open = 0;
    for (var id : ids) {
      var message = doubtful.get(id);
      for (var leg :
          message == null ? java.util.List.<io.carillon.model.Leg>of() : message.state().legs()) {
        if (!isOpen(leg.standing()) || !leg.farId().isEmpty()) {
          continue;
        }
        if (receipt.reference() == leg.reference()) {
          return Optional.of(new Found(id, leg.part()));
        }
        open++;
        only = new Found(id, leg.part());
      }
    }
    boolean certain = open == 1 && receipt.reference() < 0;
    return certain ? Optional.ofNullable(only) : Optional.empty();
  }

  private static boolean isOpen(Standing standing) {
    return switch (standing) {
      case INTENDED, NOT_TAKEN, UNKNOWN -> true;
      case TAKEN, DELIVERED, UNDELIVERED -> false;
    };
  }

  synchronized int size() {
    return doubtful.size();
  }
}
