package io.carillon.app.command;

import io.carillon.store.NeededKeys;
import io.carillon.store.PersonKeysStanding;
import io.carillon.store.StoreSettings;

/// Says which master key belongs to a store, and which keys of persons.
final class Keys {
  private Keys() {}

  /// Says what opens its secrets and its persons, and whether it is there.
  static void say(Terminal terminal, StoreSettings store) {
    sayMaster(terminal, store);
    sayPersons(terminal, store);
  }

  private static void sayPersons(Terminal terminal, StoreSettings store) {
    var standing = PersonKeysStanding.of(store);
    if (standing.needed().isEmpty()) {
      return;
    }
    terminal.say(
        "its persons open, in backups and in the archive, only with the keys of persons "
            + standing.needed().get());
    terminal.say(
        standing.isWell()
            ? "→ those stand in "
                + standing.file()
                + ": keep a copy of it, not beside the backups, and replace that one after each"
                + " erasure of a person"
            : "→ " + standing.words());
  }

  private static void sayMaster(Terminal terminal, StoreSettings store) {
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
