package io.carillon.engine.route;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Message;
import io.carillon.model.Purpose;

/// What a route may look at: everything about a message that is known before it is sent.
///
/// @param network MCC and MNC of the recipient's network, `26201`; empty = not known
/// @param region where it came in, `eu`; empty = nowhere in particular
/// @param live whether it goes to real people
public record Asked(
    AccountId account,
    Channel channel,
    Address from,
    Address to,
    Purpose purpose,
    String network,
    String region,
    boolean live) {

  /// What a message asks.
  public static Asked of(Message message, String network) {
    var parties = message.parties();
    var place = message.origin().place();
    return new Asked(
        parties.account(),
        parties.channel(),
        parties.from(),
        parties.to(),
        message.terms().purpose(),
        network,
        place.region(),
        place.live());
  }
}
