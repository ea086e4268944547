package io.carillon.engine.dispatch;

import io.carillon.engine.dispatch.Outlook.Reason;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.port.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ToLongFunction;

/// Tells of carriers how they stand, and of messages what they wait for. It reads what dispatch has
/// in memory, changes nothing and asks no store.
public final class Outlooks {
  /// What a rate that may go says nothing about.
  private static final Set<Reason> AS_MEASURED =
      Set.of(Reason.WINDOW, Reason.ROUTE_LIMIT, Reason.CPU, Reason.DISK);

  private final Dispatch dispatch;
  private final Clock clock;
  private final ToLongFunction<String> counted;

  /// @param counted how many messages wait in a lane, as they were last counted in the store
  public Outlooks(Dispatch dispatch, Clock clock, ToLongFunction<String> counted) {
    this.dispatch = dispatch;
    this.clock = clock;
    this.counted = counted;
  }

  /// How each carrier stands, in the order of the settings.
  public List<CarrierStanding> carriers() {
    long now = clock.ticks();
    return dispatch.lanes().stream().map(lane -> lane.look(now)).toList();
  }

  /// How a carrier stands; empty where there is none of that name.
  public Optional<CarrierStanding> carrier(String name) {
    return dispatch.lane(name).map(lane -> lane.look(clock.ticks()));
  }

  /// How many messages wait before a carrier in all, as far as was counted.
  public long waiting(CarrierStanding standing) {
    return standing.isMore()
        ? Math.max(standing.waiting(), counted.applyAsLong(standing.name()))
        : standing.waiting();
  }

  /// What a message waits for; empty where it waits for nothing or has ended.
  public Optional<Outlook> of(Message message) {
    if (message.status().isFinal()) {
      return Optional.empty();
    }
    var work = message.state().work();
    var due = work.due().orElse(Instant.MIN);
    var left = due.isAfter(clock.now()) ? Duration.between(clock.now(), due) : Duration.ZERO;
    return switch (work.waitsFor()) {
      case NOTHING, REPLY -> Optional.empty();
      case SCHEDULE ->
          left.isZero() ? turn(message) : alone(Reason.SCHEDULE, "held until " + due, left);
      case QUIET ->
          left.isZero() ? turn(message) : alone(Reason.QUIET, "quiet hours until " + due, left);
      case CAP -> left.isZero() ? turn(message) : alone(Reason.CAP, caps(due), left);
      case FREQUENCY -> left.isZero() ? turn(message) : alone(Reason.FREQUENCY, often(due), left);
      case SUSPENDED ->
          left.isZero() ? turn(message) : alone(Reason.SUSPENDED, "its account may not send");
      case RETRY -> left.isZero() ? turn(message) : alone(Reason.RETRY, retry(message, due), left);
      case THROTTLE ->
          left.isZero()
              ? turn(message)
              : alone(
                  Reason.THROTTLE,
                  "carrier " + work.lane() + " said that we are too fast: again at " + due,
                  left);
      case TURN -> turn(message);
      case ANSWER ->
          alone(Reason.ANSWER, "on its way to carrier " + work.lane() + ", which has not answered");
      case DOUBT -> alone(Reason.DOUBT, "nobody knows whether it was taken: until " + due, left);
      case RECEIPT ->
          alone(
              Reason.RECEIPT,
              "carrier " + message.state().facts().carrier() + " has it; the receipt is to come");
    };
  }

  /// What a message from a person waits for that is still to be told.
  public Outlook of(Notice owed) {
    int next = owed.telling().attempts() + 1;
    return owed.telling()
        .due()
        .map(due -> {
          var left = due.isAfter(clock.now()) ? Duration.between(clock.now(), due) : Duration.ZERO;
          var why = "its webhook is to be told: try " + next + " at " + due;
          return new Outlook(Reason.NOTICE, why, OptionalLong.empty(), Optional.of(left));
        })
        .orElseGet(() ->
            new Outlook(
                Reason.NOTICE,
                "its webhook is to be told, after what is owed there before",
                OptionalLong.empty(),
                Optional.empty()));
  }

  private static String caps(Instant due) {
    return "the carriers of its recipient take no more of its campaign until " + due;
  }

  private static String often(Instant due) {
    return "its person was written to as often as may be until " + due;
  }

  private static String retry(Message message, Instant due) {
    return "try " + (message.state().work().attempts() + 1) + " at " + due;
  }

  private static Optional<Outlook> alone(Reason reason, String why) {
    return Optional.of(new Outlook(reason, why, OptionalLong.empty(), Optional.empty()));
  }

  private static Optional<Outlook> alone(Reason reason, String why, Duration left) {
    return Optional.of(new Outlook(reason, why, OptionalLong.empty(), Optional.of(left)));
  }

  private Optional<Outlook> turn(Message message) {
    var work = message.state().work();
    var lane = dispatch.lane(work.lane());
    if (lane.isEmpty()) {
      return alone(
          Reason.ROUTE,
          work.lane().isEmpty()
              ? "no route has a carrier for it"
              : "its carrier is gone: it is routed again");
    }
    var standing = lane.get().look(clock.ticks());
    long ahead = ahead(message, lane.get());
    var limits = dispatch.gates().holding(work.flow());
    var reason = reason(standing, limits.isPresent(), ahead);
    var why =
        reason == Reason.ROUTE_LIMIT
            ? "its route lets no more go now: " + limits.orElse("")
            : why(standing, reason, ahead);
    return Optional.of(
        new Outlook(reason, why, OptionalLong.of(ahead), about(standing, reason, ahead)));
  }

  /// Those of its priority or a higher one, but for itself; where more stand in the store than in
  /// memory all that were counted there.
  private long ahead(Message message, CarrierLane lane) {
    long here = lane.lane().waiting(message.terms().priority());
    long all =
        lane.lane().hasMore() ? Math.max(here, counted.applyAsLong(lane.carrier().name())) : here;
    return Math.max(0, all - 1);
  }

  private static Reason reason(CarrierStanding standing, boolean held, long ahead) {
    return switch (standing.limit()) {
      case DOWN -> Reason.CARRIER_DOWN;
      case CIRCUIT -> Reason.CIRCUIT;
      case THROTTLED -> Reason.THROTTLE;
      case WINDOW, LATENCY -> Reason.WINDOW;
      case CPU -> held ? Reason.ROUTE_LIMIT : Reason.CPU;
      case DISK -> held ? Reason.ROUTE_LIMIT : Reason.DISK;
      case RATE -> held ? Reason.ROUTE_LIMIT : ahead > 0 ? Reason.RATE : Reason.TURN;
      case ROUTE, NOTHING -> held ? Reason.ROUTE_LIMIT : Reason.TURN;
    };
  }

  private static String why(CarrierStanding standing, Reason reason, long ahead) {
    var line = "carrier " + standing.name() + ": ";
    return reason == Reason.TURN
        ? line + (ahead == 0 ? "it is next" : "at most " + ahead + " messages go before it")
        : line + standing.why();
  }

  /// By the rate at which messages go now; each counts as one part.
  private static Optional<Duration> about(CarrierStanding standing, Reason reason, long ahead) {
    if (reason == Reason.CARRIER_DOWN) {
      return Optional.empty();
    }
    var pause = standing.circuit().openFor();
    var first = pause.isPositive() ? pause : standing.rate().pausedFor();
    long limit = standing.rate().limit();
    long measured = standing.rate().measured();
    long rate = limit > 0 && !AS_MEASURED.contains(reason) ? limit : measured;
    if (ahead == 0 && reason != Reason.WINDOW && reason != Reason.ROUTE_LIMIT) {
      return Optional.of(first);
    }
    return rate <= 0 ? Optional.empty() : Optional.of(first.plusMillis(1_000 * (ahead + 1) / rate));
  }
}
