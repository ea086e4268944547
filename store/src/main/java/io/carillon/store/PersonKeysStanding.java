package io.carillon.store;

import io.carillon.model.port.StoreException;
import io.carillon.store.PersonTree.Note;
import io.carillon.store.vault.SealingKey;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/// How the file with the keys of persons stands to the store that needs it.
///
/// @param file where the settings say that it stands
/// @param needed which keys the store needs, as people see them; empty where it needs none yet
/// @param isWell whether the file is there, fits, opens, and knows of every erasure
/// @param words how it stands, for an operator
public record PersonKeysStanding(Path file, Optional<String> needed, boolean isWell, String words) {
  /// That of a store; a server may work meanwhile.
  ///
  /// @throws StoreException where the store cannot be read
  public static PersonKeysStanding of(StoreSettings settings) {
    var dialect = Dialect.of(settings);
    try (var session = Session.withoutBodies(dialect.reader(), dialect)) {
      return of(session, settings);
    } catch (SQLException failed) {
      throw new StoreException(dialect.trouble(failed), failed);
    }
  }

  static PersonKeysStanding of(Session reader, StoreSettings settings) throws SQLException {
    var file = new PersonFile(settings.personKeys());
    var note = PersonTree.note(reader);
    if (note.isEmpty()) {
      return new PersonKeysStanding(file.path(), Optional.empty(), true, "none are needed yet");
    }
    var needed = Optional.of(SealingKey.word(note.get().tree()));
    try {
      PersonTree.refuseOther(file, note.get());
      var tree = file.read(new KeyFile(settings.keys()).read());
      boolean isWhole = tree.changes() >= note.get().changes();
      var words =
          isWhole ? words(tree.changes(), tree.size()) : older(file, tree.changes(), note.get());
      return new PersonKeysStanding(file.path(), needed, isWhole, words);
    } catch (StoreException unfit) {
      return new PersonKeysStanding(file.path(), needed, false, String.valueOf(unfit.getMessage()));
    }
  }

  private static String words(long changes, int secrets) {
    return String.format(Locale.ROOT, "after %,d erasures, %,d secrets", changes, secrets);
  }

  private static String older(PersonFile file, long changes, Note note) {
    return String.format(
        Locale.ROOT,
        "%s is a copy from before the last erasure: it is as of %,d, and there were %,d. The server"
            + " destroys in it what is missing when it starts; make a copy of it then",
        file.path(),
        changes,
        note.changes());
  }
}
