package io.carillon.engine.route;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Purpose;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Which messages a route takes: all that fit every part that says something. A part that is empty
/// fits everything.
///
/// @param channels one of these channels
/// @param to the recipient begins with one of these: `+49`
/// @param networks the recipient's network begins with one of these: MCC and MNC, `26201`, or the
///   MCC alone; a recipient whose network is not known fits none
/// @param from the sender is one of these, or begins so where one ends in `*`
/// @param accounts it belongs to one of these
/// @param purposes it was sent for one of these
/// @param regions it came in under one of these
public record Match(
    Set<Channel> channels,
    List<String> to,
    List<String> networks,
    List<String> from,
    Set<AccountId> accounts,
    Set<Purpose> purposes,
    Set<String> regions) {
  /// Takes every message.
  public static final Match ALL =
      new Match(Set.of(), List.of(), List.of(), List.of(), Set.of(), Set.of(), Set.of());

  public Match {
    channels = Set.copyOf(channels);
    to = List.copyOf(to);
    networks = List.copyOf(networks);
    from = List.copyOf(from);
    accounts = Set.copyOf(accounts);
    purposes = Set.copyOf(purposes);
    regions = Set.copyOf(regions);
  }

  /// Takes the messages of one channel.
  public static Match of(Channel channel) {
    return new Match(
        Set.of(channel), List.of(), List.of(), List.of(), Set.of(), Set.of(), Set.of());
  }

  /// Whether it takes this message.
  public boolean takes(Asked asked) {
    return misfit(asked).isEmpty();
  }

  /// The first part that does not fit, by its name in the settings; empty when all do.
  public String misfit(Asked asked) {
    if (!fits(channels, asked.channel())) {
      return "channel";
    }
    if (!to.isEmpty() && !begins(to, asked.to().value())) {
      return "to";
    }
    if (!networks.isEmpty() && !begins(networks, asked.network())) {
      return "network";
    }
    if (!from.isEmpty() && !isSender(asked.from())) {
      return "from";
    }
    if (!fits(accounts, asked.account())) {
      return "account";
    }
    if (!fits(purposes, asked.purpose())) {
      return "purpose";
    }
    return fits(regions, asked.region()) ? "" : "region";
  }

  private static <T> boolean fits(Collection<T> wanted, T given) {
    return wanted.isEmpty() || wanted.contains(given);
  }

  private static boolean begins(List<String> prefixes, String value) {
    for (var prefix : prefixes) {
      if (value.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  private boolean isSender(Address sender) {
    var value = sender.value();
    for (var wanted : from) {
      boolean fits =
          wanted.endsWith("*")
              ? value.startsWith(wanted.substring(0, wanted.length() - 1))
              : value.equals(wanted);
      if (fits) {
        return true;
      }
    }
    return false;
  }
}
