package io.carillon.store;

import io.carillon.model.port.StoreException;
import io.carillon.store.PersonTree.Note;
import io.carillon.store.vault.SealingKey;
import java.nio.file.Path;
import java.util.Optional;

/// The keys of persons with which a backup is opened: those that stand where it is restored to, or
/// a copy of them that is brought along and stays there.
///
/// Of two of the same tree the one counts in which more was destroyed.
final class ComingKeys {
  private final PersonFile place;
  private final PersonFile opening;

  private ComingKeys(PersonFile place, PersonFile opening) {
    this.place = place;
    this.opening = opening;
  }

  /// Those with which this backup is opened.
  ///
  /// @param copy which somebody named
  /// @param force whether keys of another store give way, which are kept beside
  /// @throws StoreException with advice where they are missing, or are others
  static ComingKeys of(Note backup, StoreSettings to, Optional<Path> copy, boolean force) {
    var place = new PersonFile(to.personKeys());
    if (copy.isEmpty()) {
      refuseUnfit(backup, place);
      return new ComingKeys(place, place);
    }
    var brought = new PersonFile(copy.get());
    refuseUnfit(backup, brought);
    if (!place.isThere()) {
      return new ComingKeys(place, brought);
    }
    var there = place.sealed();
    if (there.id() != backup.tree() && !force) {
      throw new StoreException(
          place.path()
              + " holds the keys of persons "
              + SealingKey.word(there.id())
              + ", those of another store; --force puts it aside");
    }
    boolean isNewer = there.id() == backup.tree() && there.changes() >= brought.sealed().changes();
    return new ComingKeys(place, isNewer ? place : brought);
  }

  private static void refuseUnfit(Note backup, PersonFile file) {
    var needed = SealingKey.word(backup.tree());
    if (!file.isThere()) {
      throw new StoreException(
          file.path()
              + ", with the keys of persons, is missing; bring it back, or name a copy with"
              + " --person-keys FILE: persons are sealed in the backup under "
              + needed);
    }
    int there = file.sealed().id();
    if (there != backup.tree()) {
      throw new StoreException(
          file.path()
              + " holds the keys of persons "
              + SealingKey.word(there)
              + ", and in the backup persons are sealed under "
              + needed
              + "; name a copy of those with --person-keys FILE");
    }
  }

  /// The file that opens the backup.
  PersonFile opening() {
    return opening;
  }

  /// Brings the keys to where the store looks for them.
  void stay() {
    if (opening != place) {
      place.takeOver(opening);
    }
  }
}
