package io.carillon.store;

import io.carillon.model.port.StoreException;
import io.carillon.store.Copying.Passage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Brings a backup back, into a place where no store is, or over a file that is kept beside it.
public final class Restoring {
  /// How the file is called that was replaced.
  static final String REPLACED = ".replaced";

  private Restoring() {}

  /// What was restored.
  ///
  /// @param replaced where the database stands now that was there before
  public record Restored(long messages, int version, Optional<Path> replaced) {}

  /// What is wished besides.
  ///
  /// @param force whether a database file that is there is replaced; a PostgreSQL database that
  ///   holds rows never is
  /// @param personKeys a copy of the keys of persons, which is brought to where the target's stand;
  ///   empty = they stand there
  public record Wish(boolean force, Optional<Path> personKeys) {}

  /// Restores a backup with keys of persons that stand where they belong.
  static Restored of(Path file, StoreSettings to, boolean force, Copying.Progress progress) {
    return of(file, to, new Wish(force, Optional.empty()), progress);
  }

  /// Restores a backup; nobody may work on the target.
  ///
  /// @throws StoreException with advice where it cannot be done, or keys are missing; then nothing
  ///   has changed
  public static Restored of(Path file, StoreSettings to, Wish wish, Copying.Progress progress) {
    var looked = NewFile.look(file);
    if (looked.version() > Migrations.NEWEST) {
      throw new StoreException(file + " was written by a newer version");
    }
    var archive = archive(file);
    return switch (to) {
      case StoreSettings.Sqlite _ -> intoFolder(file, looked, to, wish, progress);
      case StoreSettings.Postgres postgres -> {
        var source = new Sqlite(file);
        try (var snapshot = Copying.snapshot(source, 1)) {
          var keys = keys(source, to, wish);
          Copying.into(
              postgres,
              passage(snapshot, source, keys, to),
              new Copying.ArchiveFiles(archive, ArchiveCopy.beside(file)),
              progress);
          keys.ifPresent(ComingKeys::stay);
        } catch (SQLException failed) {
          throw new StoreException(source.trouble(failed), failed);
        }
        yield new Restored(looked.messages(), looked.version(), Optional.empty());
      }
    };
  }

  /// Those of its persons; empty where these are not sealed.
  private static Optional<ComingKeys> keys(Sqlite source, StoreSettings to, Wish wish)
      throws SQLException {
    return PersonPassage.backup(source)
        .map(note -> ComingKeys.of(note, to, wish.personKeys(), wish.force()));
  }

  private static Passage passage(
      Connection snapshot, Sqlite source, Optional<ComingKeys> keys, StoreSettings to)
      throws SQLException {
    return keys.isPresent()
        ? PersonPassage.outOfBackup(snapshot, source, keys.get(), to)
        : Passage.of(snapshot);
  }

  /// The files of the archive that belong to a backup.
  private static List<Archive.File> archive(Path file) {
    var source = new Sqlite(file);
    try (var reader = source.reader()) {
      var files = ArchiveCopy.files(reader);
      if (!files.isEmpty() && !ArchiveCopy.isThere(ArchiveCopy.beside(file))) {
        throw new StoreException(
            "the archive that belongs to it is missing: " + ArchiveCopy.beside(file));
      }
      return files;
    } catch (SQLException failed) {
      throw new StoreException(source.trouble(failed), failed);
    }
  }

  private static Restored intoFolder(
      Path file, NewFile.Looked looked, StoreSettings to, Wish wish, Copying.Progress progress) {
    var folder = to.folder();
    try (var _ = FolderLock.take(folder)) {
      var place = folder.resolve(Sqlite.FILE).toAbsolutePath();
      boolean there = Files.exists(place);
      if (there && !wish.force()) {
        throw new StoreException("it holds a store already; --force puts it aside");
      }
      var archive = new ArchiveFolder(folder).path();
      if (ArchiveCopy.isThere(archive) && !wish.force()) {
        throw new StoreException(archive + " is there already; --force puts it aside");
      }
      var keys = keys(new Sqlite(file), to, wish);
      try (var part = NewFile.at(place)) {
        fill(part, file, keys, to, progress);
        keys.ifPresent(ComingKeys::stay);
        intoArchive(file, folder);
        var replaced = there ? Optional.of(aside(place)) : Optional.<Path>empty();
        Searching.forget(folder);
        part.moveInto();
        new Damage(place).forget();
        return new Restored(looked.messages(), looked.version(), replaced);
      }
    } catch (IOException failed) {
      throw new StoreException("the data folder " + folder + " cannot be written", failed);
    } catch (SQLException failed) {
      throw new StoreException(new Sqlite(file).trouble(failed), failed);
    }
  }

  /// With persons opened, where they are sealed in it.
  private static void fill(
      NewFile part,
      Path file,
      Optional<ComingKeys> keys,
      StoreSettings to,
      Copying.Progress progress)
      throws IOException, SQLException {
    if (keys.isEmpty()) {
      try (var out = Files.newOutputStream(part.part())) {
        Files.copy(file, out);
      }
      return;
    }
    var source = new Sqlite(file);
    try (var snapshot = Copying.snapshot(source, 1)) {
      Copying.fill(part.part(), passage(snapshot, source, keys, to), progress);
    }
    part.single();
  }

  /// Before the database: a file of the archive that the tables do not speak of is harmless.
  private static void intoArchive(Path file, Path folder) throws IOException {
    var archive = new ArchiveFolder(folder).path();
    var part = archive.resolveSibling(archive.getFileName() + ".part");
    ArchiveCopy.remove(part);
    ArchiveCopy.copy(archive(file), ArchiveCopy.beside(file), part);
    if (Files.isDirectory(archive)) {
      var kept = archive.resolveSibling(archive.getFileName() + REPLACED);
      ArchiveCopy.remove(kept);
      Files.move(archive, kept, StandardCopyOption.ATOMIC_MOVE);
    }
    if (Files.isDirectory(part)) {
      Files.move(part, archive, StandardCopyOption.ATOMIC_MOVE);
    }
    FolderSync.names(folder);
  }

  /// Keeps what is there under another name: the file stays at its place, too, until the next one
  /// is moved over it.
  private static Path aside(Path place) throws IOException {
    var kept = place.resolveSibling(place.getFileName() + REPLACED);
    Files.deleteIfExists(kept);
    Files.createLink(kept, place);
    for (var companion : Sqlite.COMPANIONS) {
      var from = place.resolveSibling(place.getFileName() + companion);
      var to = kept.resolveSibling(kept.getFileName() + companion);
      Files.deleteIfExists(to);
      if (Files.exists(from)) {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return kept;
  }
}
