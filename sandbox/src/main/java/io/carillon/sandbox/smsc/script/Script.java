package io.carillon.sandbox.smsc.script;

import java.util.List;

/// What a message centre does: who may bind, how it answers, what it sends of itself.
///
/// @param text the YAML it was read from
/// @param seed of all that is random; 0 = another one every time
/// @param rules the first that fits a message holds for it
/// @param otherwise holds where no rule does
/// @param hostile what every new bind has to bear
public record Script(
    String text,
    long seed,
    List<Account> accounts,
    Session session,
    List<Rule> rules,
    Rule otherwise,
    Throttling throttling,
    HandsetNetworks networks,
    List<Inbound> inbound,
    List<Alert> alerts,
    List<Invitation> outbind,
    List<Hostility> hostile) {
  public Script {
    accounts = List.copyOf(accounts);
    rules = List.copyOf(rules);
    inbound = List.copyOf(inbound);
    alerts = List.copyOf(alerts);
    outbind = List.copyOf(outbind);
    hostile = List.copyOf(hostile);
  }
}
