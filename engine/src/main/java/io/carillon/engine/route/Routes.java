package io.carillon.engine.route;

import io.carillon.model.Channel;
import io.carillon.model.Message;
import io.carillon.model.port.Carrier;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Picks the carrier for a message: every carrier takes its channel, in the order of the settings.
/// What is not live goes to the sandbox, whatever else is configured.
public final class Routes {
  private final Map<Channel, List<String>> live;
  private final Map<Channel, List<String>> sandbox;

  /// Routes over these carriers, in this order.
  ///
  /// @param sandbox those that play the far end for what is not live
  public Routes(List<Carrier> carriers, List<Carrier> sandbox) {
    live = byChannel(carriers);
    this.sandbox = byChannel(sandbox);
  }

  /// Routes over these carriers, in this order, and nowhere else.
  public Routes(List<Carrier> carriers) {
    this(carriers, List.of());
  }

  private static Map<Channel, List<String>> byChannel(List<Carrier> carriers) {
    var byChannel = new EnumMap<Channel, List<String>>(Channel.class);
    for (var carrier : carriers) {
      byChannel.computeIfAbsent(carrier.channel(), _ -> new ArrayList<>()).add(carrier.name());
    }
    return byChannel;
  }

  /// The name of the carrier for a channel; empty where none carries it.
  public Optional<String> carrierFor(Channel channel, boolean isLive) {
    return Optional.ofNullable((isLive ? live : sandbox).get(channel)).map(List::getFirst);
  }

  /// The name of the carrier for a message; empty where none carries it.
  public Optional<String> carrierFor(Message message) {
    return carrierFor(message.parties().channel(), message.origin().place().live());
  }
}
