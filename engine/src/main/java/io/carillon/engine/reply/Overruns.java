package io.carillon.engine.reply;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.engine.reply.ReplyRule.Pause;
import io.carillon.model.AccountId;
import io.carillon.model.Author;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Meters;
import io.carillon.model.port.Tasks;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Pauses a rule whose pattern was skipped [#TIMES] times since, with those before it, it would
/// have taken too long.
///
/// The times are counted in memory; a restart counts anew, which is safe since each of them was
/// bounded by itself.
final class Overruns {
  /// After so many times a rule is paused.
  static final int TIMES = 10;

  private static final Logger LOG = LoggerFactory.getLogger(Overruns.class);
  private static final int RULES_MAX = 10_000;

  private final Supplier<Directory> directory;
  private final Roster roster;
  private final Clock clock;
  private final Tasks tasks;
  private final Meters.Count counted;
  private final ConcurrentHashMap<Id, Integer> times = new ConcurrentHashMap<>();

  Overruns(Supplier<Directory> directory, Roster roster, Clock clock, Tasks tasks, Meters meters) {
    this.directory = directory;
    this.roster = roster;
    this.clock = clock;
    this.tasks = tasks;
    counted = meters.count("replies.overruns");
  }

  /// Counts one.
  void add(AccountId account, ReplyRule rule) {
    counted.add(1);
    if (times.size() >= RULES_MAX) {
      times.clear();
    }
    int count = times.merge(rule.id(), 1, Integer::sum);
    if (count >= TIMES) {
      times.remove(rule.id());
      tasks.start("pause a rule that takes too long", () -> pause(account, rule.id()));
    }
  }

  private void pause(AccountId account, Id id) {
    var found = directory.get().resource(account, Resource.Kind.REPLY_RULE, id);
    if (found.isEmpty()) {
      return;
    }
    var before = found.get();
    var rule = ReplyRule.of(before).paused(Optional.of(Pause.OVERRAN));
    var after = before.with(before.name(), rule.facts(), clock.now());
    try {
      switch (roster.by(Author.SERVER).change(before, after, (_, _) -> Optional.empty())) {
        case Order.Done<Resource> _ ->
            LOG.warn("reply rule {} is paused: its pattern took too long {} times", id, TIMES);
        case Order.Refused<Resource>(var refusal) ->
            LOG.warn("reply rule {} could not be paused: {}", id, refusal.fault().word());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
