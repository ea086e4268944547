package io.carillon.engine.receipt;

import io.carillon.model.Address;
import io.carillon.model.Leg;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Report.Receipt;
import io.carillon.model.Wait;
import java.util.ArrayList;
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
  private static final Set<MessageId> NONE = Set.of();

  private final Map<MessageId, Message> doubtful = new LinkedHashMap<>();
  private final Map<Pair, Set<MessageId>> byPair = new LinkedHashMap<>();

  private record Pair(String carrier, Address sender, Address recipient) {
    static Pair of(Message message) {
      return new Pair(
          message.state().facts().carrier(), message.parties().from(), message.parties().to());
    }
  }

  /// A doubtful part that a receipt may speak of.
  ///
  /// @param signed whether the receipt bears our reference to it; else it is only the one doubtful
  ///   part between these two, and speaks of it if nothing else between them is out
  record Found(MessageId id, int part, boolean signed) {}

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

  /// The part that a receipt may speak of, if only one can be told. A message that was sent again
  /// keeps its first try unaccounted for: another's part is then not the only one.
  synchronized Optional<Found> find(String carrier, Receipt receipt) {
    var ids = byPair.getOrDefault(new Pair(carrier, receipt.sender(), receipt.recipient()), NONE);
    var open = new ArrayList<Found>(1);
    int unaccounted = 0;
    for (var id : ids) {
      var message = doubtful.get(id);
      if (message == null) {
        continue;
      }
      for (var leg : message.state().legs()) {
        if (!isOpen(leg)) {
          unaccounted += message.state().work().doubts() > 0 ? 1 : 0;
          continue;
        }
        if (receipt.reference() == leg.reference()) {
          return Optional.of(new Found(id, leg.part(), true));
        }
        open.add(new Found(id, leg.part(), false));
      }
    }
    boolean only = open.size() == 1 && unaccounted == 0 && receipt.reference() < 0;
    return only ? Optional.of(open.getFirst()) : Optional.empty();
  }

  private static boolean isOpen(Leg leg) {
    return leg.farId().isEmpty() && isOpen(leg.standing());
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
