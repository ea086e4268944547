package io.carillon.engine.accept;

import io.carillon.engine.frequency.Frequency;
import io.carillon.engine.frequency.Frequency.Found;
import io.carillon.model.Fault;
import io.carillon.model.MessageId;
import io.carillon.model.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/// What becomes of those whose persons the commit said may not be written to, or not now.
///
/// @param refuse told of each that is refused
record Reaching(Frequency frequency, BiConsumer<Item, Refusal> refuse) {
  /// The rest, without those whose persons have stopped their senders.
  List<Item> stopped(List<Item> items, Set<MessageId> stopped) {
    var rest = new ArrayList<Item>(items.size());
    for (var item : items) {
      if (stopped.contains(item.message().id())) {
        refused(item, Refusal.of(Fault.OPTED_OUT, "to", "")).ifPresent(rest::add);
      } else {
        rest.add(item);
      }
    }
    return rest;
  }

  /// The rest, in which those that came too often wait for the moment at which they may go.
  List<Item> tooOften(List<Item> items, Map<MessageId, Instant> free) {
    var rest = new ArrayList<Item>(items.size());
    for (var item : items) {
      var until = free.get(item.message().id());
      if (until == null) {
        rest.add(item);
      } else {
        switch (frequency.found(item.message(), until)) {
          case Found.Deferred(var later) -> rest.add(item.waiting(later));
          case Found.Refused(var no) -> refused(item, no).ifPresent(rest::add);
        }
      }
    }
    return rest;
  }

  /// One that fails instead, as its caller wants it, is kept.
  private Optional<Item> refused(Item item, Refusal no) {
    if (item.late().contains(no.fault())) {
      return Optional.of(item.failed(no.fault()));
    }
    refuse.accept(item, no);
    return Optional.empty();
  }
}
