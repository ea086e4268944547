package io.carillon.testkit;

import io.carillon.model.Commit;
import io.carillon.model.MessageId;
import io.carillon.testkit.Handed.Waiting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The commits that wait to be written, in the order in which they were handed over. Not safe from
/// several threads: the store locks.
final class MemoryQueue {
  private final List<Waiting> waiting = new ArrayList<>();

  void add(List<Waiting> more) {
    waiting.addAll(more);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  int size() {
    return waiting.size();
  }

  void clear() {
    waiting.clear();
  }

  /// Takes at most `max`, the most urgent first; none overtakes an earlier one of the same message.
  List<Waiting> take(int max) {
    if (waiting.size() <= max) {
      var all = List.copyOf(waiting);
      waiting.clear();
      return all;
    }
    var urgencies = urgencies();
    var order = new ArrayList<Integer>();
    for (int i = 0; i < waiting.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing(urgencies::get));
    var chosen = Set.copyOf(order.subList(0, max));
    var group = new ArrayList<Waiting>();
    var rest = new ArrayList<Waiting>();
    for (int i = 0; i < waiting.size(); i++) {
      (chosen.contains(i) ? group : rest).add(waiting.get(i));
    }
    waiting.clear();
    waiting.addAll(rest);
    return group;
  }

  /// The urgency of each waiting commit, lowered to that of earlier ones of the same messages.
  private List<Commit.Urgency> urgencies() {
    var lowest = new HashMap<MessageId, Commit.Urgency>();
    var urgencies = new ArrayList<Commit.Urgency>();
    for (var one : waiting) {
      var urgency = one.commit().urgency();
      var messages = messagesOf(one.commit());
      for (var message : messages) {
        var earlier = lowest.getOrDefault(message, urgency);
        urgency = earlier.compareTo(urgency) > 0 ? earlier : urgency;
      }
      for (var message : messages) {
        lowest.put(message, urgency);
      }
      urgencies.add(urgency);
    }
    return urgencies;
  }

  private static Set<MessageId> messagesOf(Commit commit) {
    var messages = new HashSet<MessageId>();
    for (var write : commit.writes()) {
      switch (write) {
        case Commit.Write.Added(var message) -> messages.add(message.id());
        case Commit.Write.Changed(var before, _) -> messages.add(before.id());
        case Commit.Write.Erased(var last) -> messages.add(last.id());
        case Commit.Write.Owed _,
            Commit.Write.Retold _,
            Commit.Write.Noted _,
            Commit.Write.Beside _ -> {}
      }
    }
    return messages;
  }
}
