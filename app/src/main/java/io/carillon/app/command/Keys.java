package io.carillon.app.command;

import io.carillon.store.NeededKeys;
import io.carillon.store.StoreSettings;

/// Says which master key belongs to a store.
final class Keys {
  private Keys() {}

  /// Says what opens its secrets, and whether it is there.
  static void say(Terminal terminal, StoreSettings store) {
    var needed = NeededKeys.of(store);
    if (needed.all().isEmpty()) {
      return;
    }
    terminal.say("its secrets open only with the master key " + String.join(", ", needed.all()));
    var where = store.keys().words();
    if (needed.missing().isEmpty()) {
      terminal.say("→ that stands in " + where + ": keep a copy of it, not beside the backups");
    } else {
      terminal.say("→ that is not in " + where + ": bring it there before the server starts");
    }
  }
}
