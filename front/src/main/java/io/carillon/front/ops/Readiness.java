package io.carillon.front.ops;

import io.carillon.model.Channel;
import io.carillon.model.port.Carrier;
import java.util.List;

/// Whether messages can be accepted durably, and how the ways out stand.
///
/// A carrier that is down does not make the server unready: what is accepted waits for it.
///
/// @param accepting whether the store can write and the server is not stopping
/// @param detail what is wrong, for people; empty = nothing
public record Readiness(boolean accepting, String detail, List<Way> carriers) {
  public Readiness {
    carriers = List.copyOf(carriers);
  }

  /// How one carrier stands.
  public record Way(String name, Channel channel, Carrier.State state) {
    /// How `carrier` stands now.
    public static Way of(Carrier carrier) {
      return new Way(carrier.name(), carrier.channel(), carrier.state());
    }
  }
}
