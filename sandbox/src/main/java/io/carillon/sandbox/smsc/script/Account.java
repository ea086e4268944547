package io.carillon.sandbox.smsc.script;

import io.carillon.wire.smpp.BindMode;
import java.util.Set;

/// Somebody who may bind.
///
/// @param binds the kinds of bind that are let in
/// @param bindsMax how many at once; one more is refused with ESME_RALYBND
/// @param rate messages a second over all its binds, ESME_RTHROTTLED beyond; 0 = no limit
/// @param window how many deliver_sm may be unanswered on one bind
public record Account(
    String systemId, String password, Set<BindMode> binds, int bindsMax, int rate, int window) {
  public Account {
    binds = Set.copyOf(binds);
  }

  /// Without the password.
  @Override
  public String toString() {
    return "Account[" + systemId + "]";
  }
}
