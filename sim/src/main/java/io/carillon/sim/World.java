package io.carillon.sim;

import io.carillon.model.Channel;
import io.carillon.model.MessageId;
import io.carillon.model.Report;
import io.carillon.model.port.Carrier.Part;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.SteppedTasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Everything that outlives a process: time, the disk, far ends, endpoints, callers. And the one
/// process that lives in it now, if any.
final class World implements SteppedTasks.Beside {
  /// How deep tasks run on top of each other while one waits in a port.
  private static final int DEPTH_MAX = 3;

  final Chance chance;
  final Temper temper;
  final Story story;
  final ManualClock clock = new ManualClock();
  final SteppedTasks outside;
  final Disk disk;
  final Promises promises;
  final List<FarEnd> farEnds;
  final Endpoints endpoints;
  final Callers callers;
  final Regrets regrets;
  final People people;
  final Rules rules;
  final Letters letters;
  int crashes;
  boolean toStop;
  boolean wentBack;
  private @Nullable Life life;
  private int depth;
  private int atOnce;
  private int crossingsLeft = Integer.MAX_VALUE;

  World(long seed, Sabotage sabotage, Story story) {
    this.story = story;
    chance = new Chance(seed);
    temper = new Temper(chance, new Chance(~seed).percent(30));
    outside = new SteppedTasks(clock, chance.seed());
    promises = new Promises(this);
    disk = new Disk(this, sabotage);
    farEnds = List.of(new FarEnd(this, "smsc", Channel.SMS), new FarEnd(this, "mmsc", Channel.MMS));
    endpoints = new Endpoints(this);
    callers = new Callers(this);
    regrets = new Regrets(this);
    people = new People(this);
    rules = new Rules(this);
    letters = new Letters(this);
  }

  Life life() {
    return Objects.requireNonNull(life, "no process lives");
  }

  boolean isAlive() {
    return life != null;
  }

  boolean isAlive(Life which) {
    return life == which;
  }

  /// A process starts on what the disk has.
  void start() {
    crossingsLeft =
        temper.has(Trouble.CRASHES) ? chance.between(1, chance.of(List.of(30, 300, 3_000))) : -1;
    var next = new Life(this);
    life = next;
    story.tell(() -> "a process starts");
    next.start();
  }

  /// The process is gone; what was on its way to the disk is lost, or just made it.
  void fall() {
    crashes++;
    end();
    if (chance.percent(30)) {
      disk.crashAfterSync(chance.between(1, 20));
    } else {
      disk.crash();
    }
  }

  /// The process is stopped in order; what it claimed it has settled or given back.
  void stop() {
    toStop = false;
    story.tell(() -> "the process is stopped");
    life().stop();
    boolean torn = temper.has(Trouble.BROKEN_STORE) || temper.has(Trouble.UNREADABLE_STORE);
    if (!torn && disk.hasClaims()) {
      throw new AssertionError("stopped with claims that nobody gave back");
    }
    end();
    disk.crash();
  }

  private void end() {
    life().tasks.end();
    life = null;
    depth = 0;
    atOnce = 0;
    farEnds.forEach(FarEnd::disconnect);
  }

  /// The process calls a port, and may die of it.
  void cross(String port) {
    if (crossingsLeft > 0 && --crossingsLeft == 0 && temper.has(Trouble.CRASHES)) {
      story.tell(() -> "CRASH in " + port);
      throw new Crash(port);
    }
  }

  /// The process waits in a port: others go on meanwhile.
  void wait(String port) {
    cross(port);
    if (atOnce > 0) {
      throw new AssertionError("a thread that must not be held up waits in " + port);
    }
    others();
  }

  /// A moment in which other threads may come first.
  void others() {
    if (depth >= DEPTH_MAX || !chance.percent(30)) {
      return;
    }
    depth++;
    for (int i = chance.between(1, 3); i > 0; i--) {
      life().tasks.turn();
    }
    depth--;
  }

  /// Whether what runs now runs on top of nothing that waits for it.
  boolean isOutermost() {
    return depth == 0;
  }

  /// Does what must return at once: a read in it is an error.
  void atOnce(Runnable body) {
    int before = atOnce;
    atOnce++;
    body.run();
    atOnce = before;
  }

  /// One thing that goes on beside the process: the disk writes, or somebody outside acts.
  @Override
  public boolean turn() {
    int before = atOnce;
    atOnce = 0;
    boolean done =
        chance.percent(50) ? disk.step() || outside.turn() : outside.turn() || disk.step();
    atOnce = before;
    return done;
  }

  @Override
  public OptionalLong next() {
    return outside.next();
  }

  /// Does one thing, or lets time go by to the next; false when nothing will ever happen.
  boolean goOn() {
    var tasks = life().tasks;
    if (tasks.turn()) {
      if (chance.percent(20)) {
        clock.advance(chance.millis(0, 3));
      }
      return true;
    }
    var next = tasks.next();
    next.ifPresent(at -> clock.advance(Duration.ofNanos(Math.max(0, at - clock.ticks()))));
    return next.isPresent();
  }

  /// Lets this much time go by, with everything done at its moment.
  void pass(Duration time) {
    life().tasks.pass(time);
  }

  static String name(Part part) {
    return name(part.message().id()) + "/" + part.leg().part();
  }

  static String name(MessageId id) {
    var hex = id.value().hex();
    return "m" + hex.substring(4, 12) + hex.substring(13, 16);
  }

  static String names(List<FarEnd.Told> news) {
    return news.stream()
        .map(one ->
            one.report instanceof Report.Receipt receipt
                ? receipt.farId() + ":" + receipt.verdict() + ":" + receipt.reference()
                : "a person left")
        .toList()
        .toString();
  }

  /// What a clock says that nobody sets.
  Instant right() {
    return ManualClock.BEGINNING.plusNanos(clock.ticks());
  }

  /// From now on all goes well, and the clock is set right.
  void heal() {
    var right = right();
    if (Duration.between(clock.now(), right).abs().toSeconds() > 0) {
      wentBack |= right.isBefore(clock.now());
      story.tell(() -> "the clock is set right");
      clock.jumpTo(right);
    }
    crossingsLeft = -1;
    temper.calm();
    disk.heal();
    farEnds.forEach(FarEnd::heal);
  }
}
