package io.carillon.front.restcomm;

import io.carillon.model.Account;
import io.carillon.model.Channel;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import java.util.Optional;

/// Which accounts may use which channels of the Messages API (reason 1002 where one may not). The
/// page has this agreed with an account manager; here an account begins with the channels that the
/// page calls supported.
final class Enabling {
  /// What stands against a message of an account on a channel.
  Optional<Refusal> objection(Account account, Channel channel) {
    return RestcommMapping.isLive(channel)
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                Fault.NO_CARRIER,
                "channel",
                "The account is not enabled for the channel "
                    + RestcommMapping.scheme(channel)
                    + "."));
  }
}
