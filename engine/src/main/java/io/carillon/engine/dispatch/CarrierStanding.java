package io.carillon.engine.dispatch;

import io.carillon.model.Channel;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// How a carrier stands at this moment, with the numbers, and what limits it.
///
/// @param downFor how long it has had no link, as far as was looked; zero = it has one
/// @param waiting messages that wait before it in memory
/// @param isMore whether more wait in the store
/// @param machine how busy what we run on is
public record CarrierStanding(
    String name,
    Channel channel,
    Links links,
    Rate rate,
    Circuit circuit,
    Duration downFor,
    int waiting,
    boolean isMore,
    Machine machine) {
  /// From here on answers are called slow.
  private static final Duration SLOW = Duration.ofSeconds(1);

  /// Its links and windows.
  ///
  /// @param inUse parts sent and not answered
  /// @param free further parts for which there is room
  /// @param answer how long an answer took lately, by its links' own figures; zero = not known
  /// @param detail the last trouble, for people; empty = none
  public record Links(
      int configured, int up, int inUse, int free, Duration answer, String detail) {}

  /// How much goes a second.
  ///
  /// @param configured parts at most by the settings; 0 = any number
  /// @param limit parts at most now, less where it said that we are too fast; 0 = any number
  /// @param measured parts that went in the last second or so
  /// @param pausedFor nothing goes for so long, since it said that we are too fast
  /// @param sinceLast how long ago the last part went
  /// @param isHeldByRoutes whether limits of routes hold back what waits
  public record Rate(
      long configured,
      long limit,
      long measured,
      Duration pausedFor,
      Duration sinceLast,
      boolean isHeldByRoutes) {
    /// Whether less may go than the settings say.
    public boolean isSlowed() {
      return pausedFor.isPositive() || (limit > 0 && limit != configured);
    }

    /// Whether about as much goes as may.
    boolean isReached() {
      return limit > 0 && measured * 10 >= limit * 8;
    }
  }

  /// Whether it is worth asking.
  ///
  /// @param openFor nothing goes for so long; zero = it goes
  /// @param isTrying whether one message at a time tries it
  public record Circuit(Duration openFor, boolean isTrying) {
    /// The stable word in APIs.
    public String word() {
      return openFor.isPositive() ? "open" : isTrying ? "trying" : "closed";
    }
  }

  /// What keeps more from going to it.
  public enum Limit {
    /// Nothing: it takes all there is.
    NOTHING,
    /// As many parts are unanswered as its windows hold.
    WINDOW,
    /// The rate in the settings.
    RATE,
    /// What its routes let go.
    ROUTE,
    /// It said that we are too fast.
    THROTTLED,
    /// Its windows are full since its answers take long.
    LATENCY,
    /// Our processors have no time left.
    CPU,
    /// Our store writes and syncs all the time.
    DISK,
    /// It answers badly.
    CIRCUIT,
    /// It has no link.
    DOWN;

    /// The stable lower-case word in APIs and metrics.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// In a word.
  public enum State {
    /// It takes what it can.
    UP,
    /// It said that we are too fast: less goes than it was configured for, or nothing for a moment.
    SLOWED,
    /// Its circuit was open: one message at a time tries it.
    TRYING,
    /// It answers badly: nothing goes to it for a while.
    CIRCUIT_OPEN,
    /// It has no link.
    DOWN;

    /// The stable lower-case word in APIs.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Whether messages are given to it.
    public boolean isUsable() {
      return this == UP || this == SLOWED || this == TRYING;
    }
  }

  /// How it stands, in a word.
  public State state() {
    if (links.up() == 0) {
      return State.DOWN;
    }
    if (circuit.openFor().isPositive()) {
      return State.CIRCUIT_OPEN;
    }
    if (circuit.isTrying()) {
      return State.TRYING;
    }
    return rate.isSlowed() ? State.SLOWED : State.UP;
  }

  /// What is to be said to people beside the word; empty where there is nothing to say.
  public String detail() {
    return switch (state()) {
      case UP -> "";
      case SLOWED -> throttled();
      case TRYING, CIRCUIT_OPEN -> circuitWords();
      case DOWN -> links.detail().isEmpty() ? "no bind" : links.detail();
    };
  }

  /// About how long an answer takes; empty = not known.
  ///
  /// It is what its links measured, else what is unanswered over what goes a second. Where windows
  /// are full, messages wait, and yet nothing has gone for longer than that, none of what is
  /// unanswered was answered for as long: a far end that has fallen silent is seen at once.
  public Optional<Duration> answersWithin() {
    var known = links.answer().isPositive() ? links.answer() : reckoned();
    boolean stands = links.free() == 0 && links.inUse() > 0 && (waiting > 0 || isMore);
    var longer = stands && rate.sinceLast().compareTo(known) > 0 ? rate.sinceLast() : known;
    return longer.isPositive() ? Optional.of(longer) : Optional.empty();
  }

  private Duration reckoned() {
    return rate.measured() <= 0
        ? Duration.ZERO
        : Duration.ofMillis(1_000L * links.inUse() / rate.measured());
  }

  /// What limits it now: what stands between it and more, its own before ours. Where there is room
  /// and messages wait all the same, we are too slow.
  public Limit limit() {
    if (links.up() == 0) {
      return Limit.DOWN;
    }
    if (circuit.openFor().isPositive() || circuit.isTrying()) {
      return Limit.CIRCUIT;
    }
    if (rate.pausedFor().isPositive()) {
      return Limit.THROTTLED;
    }
    if (waiting == 0 && !isMore) {
      return Limit.NOTHING;
    }
    if (links.free() == 0) {
      boolean slow = answersWithin().filter(time -> time.compareTo(SLOW) > 0).isPresent();
      return !slow ? Limit.WINDOW : machine.cpu().isFull() ? Limit.CPU : Limit.LATENCY;
    }
    var own = ours();
    if (rate.isHeldByRoutes() && own == Limit.NOTHING && !rate.isReached()) {
      return Limit.ROUTE;
    }
    if (rate.limit() > 0 && (own == Limit.NOTHING || rate.isReached())) {
      return rate.isSlowed() ? Limit.THROTTLED : Limit.RATE;
    }
    return own;
  }

  /// A store that never rests on processors that never rest waits for them.
  private Limit ours() {
    return machine.cpu().isFull()
        ? Limit.CPU
        : machine.disk().isFull() ? Limit.DISK : Limit.NOTHING;
  }

  /// Why, with the numbers.
  public String why() {
    return switch (limit()) {
      case NOTHING -> "it takes all there is";
      case WINDOW -> links.inUse() + " parts are unanswered: its windows are full" + pays();
      case ROUTE -> "the limits of its routes let no more go";
      case RATE -> "at most " + rate.limit() + " parts a second, by the settings";
      case THROTTLED -> throttled();
      case LATENCY -> "its windows are full with " + links.inUse() + " parts" + pays();
      case CPU -> processors();
      case DISK -> store();
      case CIRCUIT -> circuitWords();
      case DOWN -> down();
    };
  }

  /// What full windows let go at the time that answers take.
  private String pays() {
    var time = answersWithin();
    if (time.isEmpty() || links.inUse() == 0) {
      return "";
    }
    double most = links.inUse() * 1e9 / time.get().toNanos();
    return String.format(
        Locale.ROOT,
        ": an answer takes about %s, so that about %s parts go a second",
        time.get().toSeconds() > 0 ? seconds(time.get()) : time.get().toMillis() + " ms",
        most < 10 ? String.format(Locale.ROOT, "%.1f", most) : String.valueOf(Math.round(most)));
  }

  private String processors() {
    var cpu = machine.cpu();
    return String.format(
        Locale.ROOT,
        "the %d processors are %d %% busy, %d %% with this server",
        cpu.cores(),
        percent(cpu.all()),
        percent(cpu.ours()));
  }

  private String store() {
    var disk = machine.disk();
    return String.format(
        Locale.ROOT,
        "the store writes %d %% of the time: a group of commits takes %.1f ms, %d commits wait",
        percent(disk.busy()),
        disk.perGroup().toNanos() / 1e6,
        disk.waiting());
  }

  private static long percent(double share) {
    return Math.round(100 * share);
  }

  private String circuitWords() {
    return circuit.isTrying()
        ? "it answered badly; one message at a time tries it"
        : "it answers badly: nothing goes to it for " + seconds(circuit.openFor());
  }

  private String throttled() {
    return rate.pausedFor().isPositive()
        ? "it said that we are too fast: nothing goes to it for " + seconds(rate.pausedFor())
        : "it said that we are too fast: at most " + rate.limit() + " parts a second now";
  }

  private String down() {
    var since = downFor.isPositive() ? "down for " + seconds(downFor) : "down";
    return links.detail().isEmpty() ? since : since + ": " + links.detail();
  }

  private static String seconds(Duration time) {
    return Math.max(1, time.plusMillis(999).toSeconds()) + " s";
  }
}
