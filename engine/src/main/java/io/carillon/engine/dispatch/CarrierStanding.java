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
public record CarrierStanding(
    String name,
    Channel channel,
    Links links,
    Rate rate,
    Circuit circuit,
    Duration downFor,
    int waiting,
    boolean isMore) {
  /// From here on answers are called slow.
  private static final Duration SLOW = Duration.ofSeconds(1);

  /// Its links and windows.
  ///
  /// @param inUse parts sent and not answered
  /// @param free further parts for which there is room
  /// @param detail the last trouble, for people; empty = none
  public record Links(int configured, int up, int inUse, int free, String detail) {}

  /// How much goes a second.
  ///
  /// @param configured parts at most by the settings; 0 = any number
  /// @param limit parts at most now, less where it said that we are too fast; 0 = any number
  /// @param measured parts that went in the last second or so
  /// @param pausedFor nothing goes for so long, since it said that we are too fast
  public record Rate(long configured, long limit, long measured, Duration pausedFor) {
    /// Whether less may go than the settings say.
    public boolean isSlowed() {
      return pausedFor.isPositive() || (limit > 0 && limit != configured);
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
    /// It said that we are too fast.
    THROTTLED,
    /// Its windows are full since its answers take long.
    LATENCY,
    /// It answers badly.
    CIRCUIT,
    /// It has no link.
    DOWN;

    /// The stable lower-case word in APIs and metrics.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// In a word: `up`, `slowed`, `trying`, `circuit_open`, `down`.
  public String state() {
    if (links.up() == 0) {
      return "down";
    }
    if (circuit.openFor().isPositive()) {
      return "circuit_open";
    }
    if (circuit.isTrying()) {
      return "trying";
    }
    return rate.isSlowed() ? "slowed" : "up";
  }

  /// About how long an answer takes, by what is unanswered and what goes a second; empty = nothing
  /// goes.
  public Optional<Duration> answersWithin() {
    return rate.measured() <= 0 || links.inUse() <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(1_000L * links.inUse() / rate.measured()));
  }

  /// What limits it now.
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
      return slow ? Limit.LATENCY : Limit.WINDOW;
    }
    if (rate.limit() > 0) {
      return rate.isSlowed() ? Limit.THROTTLED : Limit.RATE;
    }
    return Limit.NOTHING;
  }

  /// Why, with the numbers.
  public String why() {
    return switch (limit()) {
      case NOTHING -> "it takes all there is";
      case WINDOW -> links.inUse() + " parts are unanswered: its windows are full";
      case RATE -> "at most " + rate.limit() + " parts a second, by the settings";
      case THROTTLED -> throttled();
      case LATENCY ->
          "its windows are full with "
              + links.inUse()
              + " parts: an answer takes about "
              + seconds(answersWithin().orElse(SLOW));
      case CIRCUIT ->
          circuit.isTrying()
              ? "it answered badly; one message at a time tries it"
              : "it answers badly: nothing goes to it for " + seconds(circuit.openFor());
      case DOWN -> down();
    };
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
