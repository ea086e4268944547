package io.carillon.engine.dispatch;

import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Matter;
import io.carillon.engine.route.Routing;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Message;
import io.carillon.model.Outcome;
import io.carillon.model.port.Carrier.Part;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gives messages to another carrier where theirs is gone, down, or will not take them.
final class Rerouting {
  private static final int REROUTED_MAX = 2_000;

  /// How long a carrier is down before what waits for it goes another way.
  private static final Duration RELIEVED_AFTER = Duration.ofSeconds(5);

  private final Desk desk;
  private final Messages messages;
  private final Routing routing;
  private final CarrierLanes lanes;
  private final Clock clock;

  Rerouting(Desk desk, Messages messages, Routing routing, CarrierLanes lanes, Clock clock) {
    this.desk = desk;
    this.messages = messages;
    this.routing = routing;
    this.lanes = lanes;
    this.clock = clock;
  }

  /// The carrier of these is gone: another takes them, or they fail.
  void reroute(List<Message> stranded) {
    desk.settle(
        stranded.stream()
            .map(message ->
                Matter.wish(
                    message,
                    current -> Failover.rerouted(current, routing.carrierFor(current), clock.now()),
                    Matter.Ending.NONE))
            .toList(),
        Urgency.CLAIM);
  }

  /// The oldest of what is due in a lane that no carrier has; a sweep finds the rest.
  void strand(String lane) {
    reroute(messages.due(lane, clock.now(), REROUTED_MAX));
  }

  /// The carrier of these parts went away while their claim was written.
  void notSent(List<Part> parts) {
    var around =
        new Steps.Around(DoubtPolicy.USUAL, this::elsewhere, Throttling.USUAL.pause(), clock.now());
    var outcome = new Outcome.NotSent("the carrier is gone");
    desk.settle(
        parts.stream()
            .map(part ->
                Matter.fact(
                    part.message().id(),
                    current -> Steps.answered(current, part.leg().part(), outcome, around),
                    Matter.Ending.NONE))
            .toList(),
        Urgency.INSIDE);
  }

  /// Another carrier that would cut a message into as many parts.
  Optional<String> elsewhere(Message message) {
    var work = message.state().work();
    var tried = new ArrayList<>(work.tries().refusedBy());
    tried.add(work.lane());
    int parts = message.state().legs().size();
    return routing
        .elsewhere(message, tried)
        .filter(name -> {
          var lane = lanes.of(name);
          return lane != null && (parts == 0 || lane.carrier().parts(message) == parts);
        });
  }

  /// What waits for a carrier that has been down for a while goes another way, where there is one.
  void relieve() {
    for (var lane : lanes.all()) {
      if (lane.isDownFor(RELIEVED_AFTER, clock.ticks())
          && routing.hasAlternative(lane.carrier().name())) {
        var waiting = messages.due(lane.carrier().name(), clock.now(), REROUTED_MAX);
        desk.settle(
            waiting.stream()
                .map(message ->
                    Matter.wish(
                        message,
                        current -> Failover.relieved(current, elsewhere(current), clock.now()),
                        Matter.Ending.NONE))
                .toList(),
            Urgency.CLAIM);
      }
    }
  }
}
