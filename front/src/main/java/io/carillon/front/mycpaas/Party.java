package io.carillon.front.mycpaas;

import io.carillon.model.Address;
import io.carillon.model.Channel;
import java.util.Optional;

/// One end of a message as this dialect writes it: a bare value means SMS or MMS, any other channel
/// stands before it (`whatsapp:+14155552671`).
record Party(Channel channel, String value) {
  /// Reads one; empty where the channel before it is none of the dialect's.
  static Optional<Party> read(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Optional.of(new Party(Channel.SMS, text));
    }
    return MycpaasMapping.channel(text.substring(0, colon))
        .map(channel -> new Party(channel, text.substring(colon + 1)));
  }

  /// How an end of a message is printed.
  static String printed(Channel channel, Address address) {
    return MycpaasMapping.prefix(channel) + address.value();
  }
}
