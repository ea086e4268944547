package io.carillon.engine.route;

import io.carillon.model.Channel;
import io.carillon.model.port.Carrier;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Picks the carrier for a message: every carrier takes its channel, in the order of the settings.
public final class Routes {
  private final Map<Channel, List<String>> byChannel = new EnumMap<>(Channel.class);

  /// Routes over these carriers, in this order.
  public Routes(List<Carrier> carriers) {
    for (var carrier : carriers) {
      byChannel.computeIfAbsent(carrier.channel(), _ -> new ArrayList<>()).add(carrier.name());
    }
  }

  /// The name of the carrier for a channel; empty where none carries it.
  public Optional<String> carrierFor(Channel channel) {
    return Optional.ofNullable(byChannel.get(channel)).map(List::getFirst);
  }
}
