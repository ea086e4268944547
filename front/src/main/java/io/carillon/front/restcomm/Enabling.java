package io.carillon.front.restcomm;

import io.carillon.model.AccountId;
import io.carillon.model.Channel;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.port.Accounts;
import java.util.Optional;

/// Which accounts may use which channels of the Messages API (reason 1002 where one may not). The
/// page has this agreed with an account manager; here an account begins with the channels that the
/// page calls supported, and whoever stands above it, or it itself at the top, changes that.
final class Enabling {
  /// The word that stands for all channels.
  static final String ALL = "all";

  private final Accounts accounts;

  Enabling(Accounts accounts) {
    this.accounts = accounts;
  }

  /// What stands against a message of an account on a channel.
  Optional<Refusal> objection(AccountId account, Channel channel) {
    var scheme = RestcommMapping.scheme(channel);
    var facts = AccountFacts.of(accounts.directory(), account);
    if (!facts.enabled(ALL).orElse(true)) {
      return no("The account is not enabled for the Messages API.");
    }
    return isEnabled(facts, channel)
        ? Optional.empty()
        : no("The account is not enabled for the channel " + scheme + ".");
  }

  /// Whether a channel is enabled, where the Messages API as a whole is.
  static boolean isEnabled(AccountFacts facts, Channel channel) {
    return facts
        .enabled(RestcommMapping.scheme(channel))
        .orElseGet(() -> RestcommMapping.isLive(channel));
  }

  private static Optional<Refusal> no(String why) {
    return Optional.of(Refusal.of(Fault.NO_CARRIER, "channel", why));
  }
}
