package io.carillon.testkit;

import io.carillon.model.port.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/// Tasks that run one at a time on the thread of the test, in an order given by a seed, on the time
/// of a [ManualClock].
///
/// A task runs until it ends; one that waits at a gate runs others meanwhile, on top of itself. So
/// everything that happens is told by the seed, and a wait for what nobody will bring about is an
/// error at once. For one thread only.
public final class SteppedTasks implements Tasks {
  /// More than this is never done in one moment by anything that is well.
  private static final int TURNS_MAX = 100_000;

  private final ManualClock clock;
  private final SplittableRandom chance;
  private final List<Task> ready = new ArrayList<>();
  private final PriorityQueue<Timed> timed =
      new PriorityQueue<>(Comparator.comparingLong(Timed::at).thenComparingLong(Timed::order));
  private Beside beside = new Stepping(() -> false);
  private long started;
  private long moment;
  private int turns;
  private boolean over;

  /// Tasks on the time of `clock`, in the order that `seed` gives.
  public SteppedTasks(ManualClock clock, long seed) {
    this.clock = clock;
    this.chance = new SplittableRandom(seed);
  }

  private record Task(String name, Runnable body) {
    /// Errors pass as they are: a simulated crash is one.
    void run() {
      try {
        body.run();
      } catch (RuntimeException e) {
        throw new IllegalStateException("task '" + name + "' threw", e);
      }
    }
  }

  private record Timed(long at, long order, Task task) {}

  /// What goes on beside the tasks, for instance a store that is stepped.
  public interface Beside {
    /// Does one thing that can be done now; false when there is none.
    boolean turn();

    /// When there will be something to do, in ticks; empty where nothing is known to come.
    OptionalLong next();
  }

  private record Stepping(BooleanSupplier step) implements Beside {
    @Override
    public boolean turn() {
      return step.getAsBoolean();
    }

    @Override
    public OptionalLong next() {
      return OptionalLong.empty();
    }
  }

  /// Sets what goes on beside the tasks.
  public void beside(Beside other) {
    beside = other;
  }

  /// Sets what goes on beside the tasks: each call does one thing, or tells that there is none.
  public void beside(BooleanSupplier step) {
    beside = new Stepping(step);
  }

  @Override
  public void start(String name, Runnable body) {
    if (!over) {
      ready.add(new Task(name, body));
    }
  }

  @Override
  public void later(String name, Duration pause, Runnable body) {
    if (!over) {
      long at = clock.ticks() + Math.max(0, pause.toNanos());
      timed.add(new Timed(at, started++, new Task(name, body)));
    }
  }

  @Override
  public Gate gate() {
    return new SteppedGate();
  }

  @Override
  public boolean await(BooleanSupplier open, Duration limit) {
    long end = clock.ticks() + limit.toNanos();
    while (!open.getAsBoolean()) {
      if (clock.ticks() >= end) {
        return false;
      }
      if (!turn()) {
        clock.advance(Duration.ofMillis(1));
      }
    }
    return true;
  }

  /// Does one thing that can be done now; false when there is none.
  public boolean turn() {
    wakeTimed();
    count();
    if (!ready.isEmpty() && chance.nextInt(ready.size() + 1) == 0 && beside.turn()) {
      return true;
    }
    if (ready.isEmpty()) {
      return beside.turn();
    }
    ready.remove(chance.nextInt(ready.size())).run();
    return true;
  }

  private void count() {
    if (clock.ticks() != moment) {
      moment = clock.ticks();
      turns = 0;
    }
    if (++turns > TURNS_MAX) {
      throw new IllegalStateException("never comes to rest; ready: " + ready);
    }
  }

  /// Does everything that can be done now. What never comes to rest is an error.
  public void settle() {
    while (turn()) {
      // until there is nothing
    }
  }

  /// Lets this much time go by, with everything done at its moment.
  public void pass(Duration time) {
    long end = clock.ticks() + time.toNanos();
    settle();
    for (var next = next(); next.isPresent() && next.getAsLong() <= end; next = next()) {
      goTo(next.getAsLong());
      settle();
    }
    goTo(end);
    settle();
  }

  private void goTo(long ticks) {
    clock.advance(Duration.ofNanos(Math.max(0, ticks - clock.ticks())));
  }

  /// When something waits for its time next, here or beside, in ticks.
  public OptionalLong next() {
    var other = beside.next();
    if (timed.isEmpty()) {
      return other;
    }
    return OptionalLong.of(Math.min(timed.element().at(), other.orElse(Long.MAX_VALUE)));
  }

  /// Whether a task could run now.
  public boolean isReady() {
    wakeTimed();
    return !ready.isEmpty();
  }

  /// Forgets all tasks and takes no more: their process is gone.
  public void end() {
    over = true;
    ready.clear();
    timed.clear();
  }

  private void wakeTimed() {
    while (!timed.isEmpty() && timed.element().at() <= clock.ticks()) {
      ready.add(timed.remove().task());
    }
  }

  private final class SteppedGate implements Gate {
    private boolean open;

    @Override
    public void open() {
      open = true;
    }

    @Override
    public void pass() {
      while (!open) {
        if (turn()) {
          continue;
        }
        var next = next();
        if (next.isEmpty()) {
          throw new IllegalStateException("a task waits for what nobody brings about");
        }
        goTo(next.getAsLong());
      }
    }
  }
}
