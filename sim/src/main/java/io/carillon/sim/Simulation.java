package io.carillon.sim;

import io.carillon.model.Wait;
import java.time.Duration;
import java.util.List;

/// One run of the whole engine in a world that a seed makes: callers, a disk, far ends, endpoints,
/// crashes. When the world has come to rest, every promise of the product is judged.
///
/// The same seed always gives the same run. Start reading at [World], then [Life]; the promises
/// stand in [Promises] and [Judgement].
public final class Simulation {
  private static final Duration BUSY = Duration.ofSeconds(25);
  private static final int TURNS_MAX = 400_000;

  private final long seed;
  private final Sabotage sabotage;

  /// The world of a seed.
  public Simulation(long seed) {
    this(seed, Sabotage.NONE);
  }

  /// The world of a seed, in which something is broken on purpose.
  public Simulation(long seed, Sabotage sabotage) {
    this.seed = seed;
    this.sabotage = sabotage;
  }

  /// What happened in a run.
  ///
  /// @param stopped messages that their persons stopped before they had ended
  /// @param held messages that waited because their persons had been written to
  /// @param ruled messages that rules answered
  /// @param letters what persons wrote, each part for itself
  /// @param repeats how often some of that was brought again
  /// @param fingerprint equal for equal runs
  public record Summary(
      int messages,
      int takings,
      int notices,
      int stopped,
      int held,
      int ruled,
      int letters,
      int repeats,
      int crashes,
      Duration time,
      int fingerprint) {}

  /// Runs it; a broken promise is an [AssertionError] that says how to see it again.
  public Summary run() {
    return run(new Story(false));
  }

  /// Runs it and tells what happened, line by line.
  public String story() {
    var story = new Story(true);
    try {
      var summary = run(story);
      return story + "\n" + summary;
    } catch (AssertionError | RuntimeException e) {
      return story + "\n" + e;
    }
  }

  private Summary run(Story story) {
    var world = new World(seed, sabotage, story);
    story.by(world.clock);
    story.tell(world.temper::toString);
    try {
      busy(world);
      rest(world);
      new Judgement(world).judge();
      return summary(world);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "seed %d broke a promise; see it again with ./carillon test --seed %d: %s"
              .formatted(seed, seed, e.getMessage()),
          e);
    }
  }

  private static Summary summary(World world) {
    int fingerprint = world.clock.now().hashCode();
    int notices = 0;
    int held = 0;
    for (var course : world.promises.courses.values()) {
      for (var state : course.states) {
        fingerprint = 31 * fingerprint + state.id().hashCode() + state.status().code();
      }
      notices += course.owed.size();
      held += course.everWaitedFor(Wait.FREQUENCY) ? 1 : 0;
    }
    return new Summary(
        world.promises.courses.size(),
        world.farEnds.stream().mapToInt(farEnd -> farEnd.takings.size()).sum(),
        notices,
        world.promises.stops.count(),
        held,
        world.rules.count(),
        world.letters.count(),
        world.letters.repeats(),
        world.crashes,
        Duration.ofNanos(world.clock.ticks()),
        fingerprint);
  }

  /// Everything comes in and much goes wrong.
  private static void busy(World world) {
    sweepLater(world);
    stopLater(world);
    jumpLater(world);
    for (int turns = 0; world.clock.ticks() < BUSY.toNanos(); turns++) {
      if (turns > TURNS_MAX) {
        throw new AssertionError("so much is done that no time goes by");
      }
      live(world);
    }
  }

  private static void live(World world) {
    try {
      if (!world.isAlive()) {
        world.start();
      } else if (world.toStop) {
        world.stop();
      } else {
        world.goOn();
      }
    } catch (Crash _) {
      world.fall();
    }
  }

  private static void sweepLater(World world) {
    world.outside.later(
        "sweep",
        world.chance.millis(500, 1_500),
        () -> {
          if (world.temper.isCalm()) {
            return;
          }
          sweepLater(world);
          if (world.isAlive() && world.life().isOpen()) {
            world.life().sweep(world.chance.percent(10));
          }
        });
  }

  private static void stopLater(World world) {
    if (world.temper.has(Trouble.STOPS)) {
      world.outside.later("stop", world.chance.millis(100, 25_000), () -> world.toStop = true);
    }
  }

  private static void jumpLater(World world) {
    if (world.temper.has(Trouble.CLOCK_JUMPS)) {
      world.outside.later(
          "clock jumps",
          world.chance.millis(100, 12_000),
          () -> {
            if (!world.temper.isCalm()) {
              var jump = jump(world.chance);
              world.story.tell(() -> "the clock jumps by " + jump);
              world.wentBack |= jump.isNegative();
              world.clock.jumpTo(world.clock.now().plus(jump));
              jumpLater(world);
            }
          });
    }
  }

  /// Seconds where time is set right now and then, hours where somebody has the wrong zone, years
  /// where the machine had no battery.
  private static Duration jump(Chance chance) {
    var most =
        chance.of(List.of(Duration.ofSeconds(40), Duration.ofHours(12), Duration.ofDays(4 * 365)));
    return chance
        .millis(0, (int) most.toSeconds())
        .multipliedBy(chance.percent(50) ? 1_000 : -1_000);
  }

  /// What memory still holds of messages that have ended it finds out when their turn comes.
  private static void letGo(World world) {
    world.life().sweep(true);
    world.pass(Duration.ofSeconds(1));
    for (int round = 0; round < 10 && world.life().holdsAny(); round++) {
      world.life().sweep(true);
      world.pass(Duration.ofMinutes(1));
    }
  }

  /// From now on all goes well, and time goes by until nothing is left to be done.
  private static void rest(World world) {
    world.heal();
    if (world.isAlive() && world.chance.percent(30)) {
      world.fall();
    }
    if (!world.isAlive()) {
      world.start();
    }
    var pauses =
        new Duration[] {
          Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofHours(1)
        };
    var rounds = new int[] {60, 40, 12, 360};
    for (int i = 0; i < pauses.length; i++) {
      for (int round = 0; round < rounds[i]; round++) {
        world.life().sweep(round % 5 == 0);
        world.pass(pauses[i]);
        if (world.promises.isAtRest()) {
          letGo(world);
          return;
        }
      }
    }
  }
}
