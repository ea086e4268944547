package io.carillon.sandbox.smsc.scripted;

import io.carillon.sandbox.smsc.script.Fault;
import io.carillon.sandbox.smsc.script.Hostility;
import java.util.EnumMap;
import java.util.Map;

/// The lasting faults of one bind. Many threads look, few change.
final class Faults {
  private volatile Map<Fault, Running> running = Map.of();

  private record Running(int amount, boolean ends, long until) {}

  synchronized void begin(Hostility hostility) {
    var more = new EnumMap<Fault, Running>(Fault.class);
    more.putAll(running);
    var lasts = hostility.lasts();
    more.put(
        hostility.fault(),
        new Running(hostility.amount(), !lasts.isZero(), System.nanoTime() + lasts.toNanos()));
    running = more;
  }

  /// Ends them all.
  void heal() {
    running = Map.of();
  }

  boolean has(Fault fault) {
    return amount(fault) >= 0;
  }

  /// How much of it there is; -1 = it is not there.
  int amount(Fault fault) {
    var all = running;
    if (all.isEmpty()) {
      return -1;
    }
    var one = all.get(fault);
    boolean over = one == null || (one.ends() && System.nanoTime() - one.until() >= 0);
    return one == null || over ? -1 : one.amount();
  }
}
