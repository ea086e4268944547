package io.carillon.engine.change;

import io.carillon.engine.change.Decision.Step;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Message;
import io.carillon.model.port.Messages;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Samples;
import io.carillon.testkit.SteppedTasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A desk on a store that goes step by step, and what is told of its matters.
class DeskRig {
  final ManualClock clock = new ManualClock();
  final SteppedTasks tasks = new SteppedTasks(clock, 3);
  final MemoryStore store = MemoryStore.stepped(tasks::gate);
  final Samples samples = new Samples(3);
  final List<Commit> woken = new ArrayList<>();
  final List<Consequence> consequences = new ArrayList<>();
  final Desk desk = desk(100);
  final Endings endings = new Endings();

  Desk desk(int capacity) {
    return desk(capacity, store.messages());
  }

  Desk desk(int capacity, Messages messages) {
    return new Desk(
        store.commits(),
        messages,
        tasks,
        List.of(change -> {
          var next = change;
          for (var consequence : consequences) {
            next = consequence.follow(next);
          }
          return next;
        }),
        List.of(woken::add),
        capacity);
  }

  /// What was told of matters.
  static final class Endings implements Matter.Ending {
    final List<Optional<Message>> ended = new ArrayList<>();
    int broken;

    @Override
    public void ended(Optional<Message> after) {
      ended.add(after);
    }

    @Override
    public void broken() {
      broken++;
    }
  }

  /// All that can happen now happens.
  void settle() {
    boolean busy = true;
    while (busy) {
      tasks.settle();
      busy = store.step();
    }
  }

  Message stored() {
    return stored(samples.message());
  }

  Message stored(Message message) {
    store.commits().hand(List.of(Samples.accept(message)), _ -> {});
    store.drain();
    return message;
  }

  Message kept(Message message) {
    return store.messages().find(message.id()).orElseThrow();
  }

  /// A decision that adds one to what is read as a counter.
  static Optional<Step> counted(Message message) {
    var state = message.state();
    return Optional.of(Step.to(message.with(state.with(state.facts(), counted(state.work())))));
  }

  static int count(Message message) {
    return message.state().work().attempts();
  }

  Matter fact(Message message) {
    return Matter.fact(message.id(), DeskRig::counted, endings);
  }

  Matter wish(Message message) {
    return Matter.wish(message, DeskRig::counted, endings);
  }

  void settle(Matter... matters) {
    desk.settle(List.of(matters), Urgency.INSIDE);
  }

  /// Somebody else changes the message in the store, unseen by the desk.
  void changedElsewhere(Message message) {
    var now = kept(message);
    var after = Samples.worked(now, counted(now.state().work()));
    store.commits().hand(List.of(Samples.change(now, after)), _ -> {});
  }

  static Message.Work counted(Message.Work work) {
    return work.with(work.tries().counted());
  }
}
