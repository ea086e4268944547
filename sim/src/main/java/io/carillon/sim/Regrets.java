package io.carillon.sim;

import io.carillon.engine.amend.Amendments.Result;
import io.carillon.model.AccountId;
import io.carillon.model.MessageId;
import io.carillon.model.Status;
import io.carillon.model.port.StoreException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Callers who take back what they sent, at any moment of its way, and remember what they were
/// told.
final class Regrets {
  private final World world;
  private final Set<MessageId> cancelled = new HashSet<>();
  private final List<Life> open = new ArrayList<>();

  Regrets(World world) {
    this.world = world;
  }

  /// A message was accepted: its caller may think better of it.
  void mayFollow(AccountId account, MessageId id) {
    var chance = world.chance;
    if (world.temper.has(Trouble.REGRETS) && chance.percent(40)) {
      var pause = chance.millis(0, chance.percent(50) ? 200 : 20_000);
      world.outside.later("cancel", pause, () -> cancel(account, id));
    }
  }

  private void cancel(AccountId account, MessageId id) {
    if (!world.isAlive() || !world.life().isOpen()) {
      return;
    }
    var life = world.life();
    open.add(life);
    life.tasks.start(
        "cancel",
        () -> {
          try {
            life.amendments.cancel(account, id, result -> told(life, id, result));
          } catch (StoreException e) {
            open.remove(life);
            world.story.tell(() -> "a cancel could not read: " + e.getMessage());
          }
        });
  }

  private void told(Life life, MessageId id, Result result) {
    if (!world.isAlive(life)) {
      return;
    }
    if (!open.remove(life)) {
      throw new AssertionError("a cancel was answered twice");
    }
    world.story.tell(() -> World.name(id) + " cancel: " + result.getClass().getSimpleName());
    if (result instanceof Result.Done) {
      cancelled.add(id);
      if (mayEndOtherwise(id)) {
        return;
      }
      if (world.promises.course(id).latest().status() != Status.CANCELED) {
        throw new AssertionError("said to be cancelled, and on disk it is not: " + id);
      }
    }
  }

  /// Whether a far end may have taken it: it may deliver it all the same, whatever it said when it
  /// was asked to delete it.
  boolean mayEndOtherwise(MessageId id) {
    return world.farEnds.stream()
        .flatMap(farEnd -> farEnd.takings.stream())
        .anyMatch(taking -> taking.message().equals(id));
  }

  /// Whether anybody still waits for an answer of this process.
  boolean areWaiting() {
    return open.stream().anyMatch(world::isAlive);
  }

  /// Whether a caller was told that this message is cancelled.
  boolean wasCancelled(MessageId id) {
    return cancelled.contains(id);
  }
}
