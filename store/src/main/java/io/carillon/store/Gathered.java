package io.carillon.store;

import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A page while it is gathered: one message more than it holds tells that there are more. It ends
/// where it is full, or where time is over and many messages were looked at in vain.
final class Gathered {
  /// So many messages are looked at in vain whatever time it takes.
  private static final int IN_VAIN_FREE = 5_000;

  private final Filter filter;
  private final int limit;
  private final Deadline deadline;
  private final List<Message> found = new ArrayList<>();
  private long toSkip;
  private @Nullable Id last;
  private long inVain;
  private boolean cut;

  Gathered(Filter filter, long toSkip, int limit, Deadline deadline) {
    this.filter = filter;
    this.toSkip = toSkip;
    this.limit = limit;
    this.deadline = deadline;
  }

  /// Whether more is to be looked at.
  boolean goesOn() {
    cut |= last != null && inVain > IN_VAIN_FREE && deadline.isOver();
    return !cut && found.size() <= limit;
  }

  /// How many messages are still to be passed over.
  long toSkip() {
    return toSkip;
  }

  /// So many of them were passed over.
  void skipped(long count) {
    toSkip -= count;
  }

  /// How many messages that pass are wanted still.
  long wanted() {
    return toSkip + limit + 1 - found.size();
  }

  /// Looks at the next message.
  void look(Message message) {
    if (found.size() > limit) {
      return;
    }
    if (filter.passes(message)) {
      if (toSkip > 0) {
        toSkip--;
      } else {
        found.add(message);
      }
    } else {
      inVain++;
    }
    last = message.id().value();
  }

  /// All up to this id was looked at.
  void lookedUpTo(Id id) {
    last = id;
  }

  /// About so many messages were looked at that did not pass.
  void inVain(long messages) {
    inVain += messages;
  }

  /// What was gathered.
  Page page() {
    if (found.size() > limit) {
      return new Page(found.subList(0, limit), true);
    }
    var behind = Optional.ofNullable(last).map(MessageId::new);
    return cut ? new Page(found, true, behind) : new Page(found, false);
  }
}
