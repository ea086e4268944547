package io.carillon.store;

import io.carillon.model.port.StoreException;
import io.carillon.store.Copying.Passage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// What becomes of persons on the way into a backup and out of it.
final class PersonPassage {
  /// How often a snapshot is taken anew because keys were destroyed at that moment.
  private static final int TRIES = 10;

  private PersonPassage() {}

  /// All of a store as of one moment, with the keys of that moment. An erasure destroys its keys
  /// behind everything else: so what stands in a snapshot before it is sealed under keys that it
  /// destroys, and who came back after it under others. For that, no key may have been destroyed
  /// between the two looks at the file.
  ///
  /// @param dialect of the store
  static Passage intoBackup(StoreSettings from, Dialect dialect) throws SQLException {
    var masters = new KeyFile(from.keys()).read();
    var file = new PersonFile(from.personKeys());
    for (int tries = 0; tries < TRIES; tries++) {
      var tree = file.read(masters);
      var snapshot = Copying.snapshot(dialect, PersonTree.SINCE);
      try {
        if (file.sealed().changes() == tree.changes()) {
          var session = Session.withoutBodies(snapshot, dialect);
          var rows = new PersonRows(new PersonKeys(tree), Sealing.opened(session, from.keys()));
          return new Passage(snapshot, rows::seal);
        }
      } catch (SQLException | RuntimeException failed) {
        snapshot.close();
        throw failed;
      }
      snapshot.close();
    }
    throw new StoreException("people are being erased all the time; try it again later");
  }

  /// The same of a backup.
  ///
  /// @param snapshot of it
  /// @param keys of its persons
  /// @param to where the master key stands
  static Passage outOfBackup(
      Connection snapshot, Dialect dialect, ComingKeys keys, StoreSettings to) throws SQLException {
    var session = Session.withoutBodies(snapshot, dialect);
    var people = new PersonKeys(keys.opening().read(new KeyFile(to.keys()).read()));
    var rows = new PersonRows(people, Sealing.opened(session, to.keys()));
    return new Passage(snapshot, rows::open);
  }

  /// What a database file knows of the keys of its persons; empty where these are not sealed.
  static Optional<PersonTree.Note> backup(Sqlite file) throws SQLException {
    try (var session = Session.withoutBodies(file.reader(), file)) {
      return PersonTree.note(session).filter(PersonTree.Note::isBackup);
    }
  }

  /// Whether a store is of a version that has no keys of persons.
  static boolean isOlder(Dialect dialect) throws SQLException {
    try (var reader = dialect.reader()) {
      return Migrations.version(reader) < PersonTree.SINCE;
    }
  }
}
