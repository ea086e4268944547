package io.carillon.store;

import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.port.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Predicate;

/// Writes all that is held about a person as JSON lines, see
/// [io.carillon.model.port.Erasures#about]. A server may work meanwhile: it is all as of one
/// moment.
public final class PersonExport {
  private PersonExport() {}

  /// Writes it; answers how many lines hold something.
  ///
  /// @param account in whose data, and in that of accounts below it; empty = in anybody's
  /// @throws UncheckedIOException where they cannot be written
  /// @throws StoreException where they cannot be read
  public static long of(
      StoreSettings store, Address person, Optional<AccountId> account, OutputStream out) {
    var dialect = Dialect.of(store);
    var folder = new ArchiveFolder(store.folder());
    try (var _ = ArchiveHold.toCopy(folder);
        var session = Sealing.reading(Copying.snapshot(dialect), dialect, store.keys())) {
      var readers = new OneReader(session);
      var keys = new Keys();
      var vault = Sealing.opened(session, store.keys());
      var mirror = new Mirror();
      new RosterRows(session, keys, mirror, vault).read();
      var directory = mirror.directory();
      Predicate<AccountId> within =
          id -> account.isEmpty() || directory.isWithin(id, account.get());
      var accounts = directory.accounts().stream().map(Account::id).filter(within).toList();
      var orders = new ErasureReader(readers, keys, vault);
      var seal = PersonTree.seal(store);
      var source = new DossierRows.Source(readers, keys, folder, seal, orders, vault, () -> 0);
      var dossier = new DossierRows(source, person, accounts, within);
      for (var lines = dossier.next(); lines.length > 0; lines = dossier.next()) {
        out.write(lines);
      }
      return dossier.count();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (SQLException failed) {
      throw new StoreException(dialect.trouble(failed), failed);
    }
  }
}
