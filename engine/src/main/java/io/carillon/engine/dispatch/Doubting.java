package io.carillon.engine.dispatch;

import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Matter;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// Unknown outcomes: puts what an earlier run had on the wire in doubt, and does what the carrier's
/// policy says once its moment has come and no receipt has settled it.
final class Doubting {
  private static final Duration SOON = Duration.ofHours(1);
  private static final int TIMED_MAX = 20_000;

  private final Desk desk;
  private final Messages messages;
  private final Clock clock;
  private final Tasks tasks;
  private final Function<Message, DoubtPolicy> policy;

  /// Those whose pause is measured in ticks: the sweep leaves them alone, so that a wall clock that
  /// is set ahead does not settle them while their receipts may still be on the way.
  private final Set<MessageId> timed = ConcurrentHashMap.newKeySet();

  Doubting(
      Desk desk,
      Messages messages,
      Dispatch.Sources sources,
      Function<Message, DoubtPolicy> policy) {
    this.desk = desk;
    this.messages = messages;
    this.clock = sources.clock();
    this.tasks = sources.tasks();
    this.policy = policy;
  }

  /// Puts the claims of runs other than `run` in doubt; returns when all are.
  void orphans(long run) {
    List<Message> orphans;
    do {
      orphans = messages.claimedByOthers(run, Messages.ROWS_MAX);
      if (!orphans.isEmpty()) {
        doubt(orphans);
      }
    } while (orphans.size() == Messages.ROWS_MAX);
  }

  private void doubt(List<Message> orphans) {
    var gate = tasks.gate();
    var ending = counting(new AtomicInteger(orphans.size()), gate);
    desk.settle(
        orphans.stream()
            .map(orphan ->
                Matter.fact(
                        orphan.id(),
                        current -> Steps.orphaned(current, policy.apply(current), clock.now()),
                        ending)
                    .about(orphan))
            .toList(),
        Urgency.INSIDE);
    try {
      gate.pass();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Matter.Ending counting(AtomicInteger open, Tasks.Gate gate) {
    return new Matter.Ending() {
      @Override
      public void ended(Optional<Message> after) {
        if (open.decrementAndGet() == 0) {
          gate.open();
        }
      }

      @Override
      public void broken() {
        ended(Optional.empty());
      }
    };
  }

  /// Acts on a message at `due`; what is due later than an hour from now is left to [#sweep].
  void later(Message message, Instant due) {
    var pause = Duration.between(clock.now(), due);
    if (pause.compareTo(SOON) <= 0 && timed.size() < TIMED_MAX && timed.add(message.id())) {
      tasks.later(
          "settle a doubt",
          pause,
          () -> {
            timed.remove(message.id());
            act(List.of(message.id()));
          });
    }
  }

  /// Acts on all doubts whose moment has come.
  void sweep() {
    var due =
        messages.doubted(clock.now(), Messages.ROWS_MAX).stream()
            .map(Message::id)
            .filter(id -> !timed.contains(id))
            .toList();
    if (!due.isEmpty()) {
      act(due);
    }
  }

  private void act(List<MessageId> ids) {
    desk.settle(
        ids.stream()
            .map(id ->
                Matter.fact(
                    id,
                    current -> Steps.doubtDue(current, policy.apply(current), clock.now()),
                    Matter.Ending.NONE))
            .toList(),
        Urgency.INSIDE);
  }
}
