package io.carillon.store;

import io.carillon.model.port.StoreException;
import io.carillon.store.vault.SealingKey;
import java.sql.SQLException;
import java.util.List;

/// Gives a store another master key, also while its server works: a new one is put first in the
/// file, and the data keys are wrapped under it. Old ones stay in the file, for older backups.
public final class Rekeying {
  private final StoreSettings settings;
  private final int master;

  private Rekeying(StoreSettings settings, int master) {
    this.settings = settings;
    this.master = master;
  }

  /// Puts a new key into the file. From then on it can go no way but forward: whoever opens the
  /// store next wraps anew.
  ///
  /// @throws StoreException where the file lacks the key that the store needs now, or the key does
  ///   not stand in a file
  public static Rekeying begin(StoreSettings settings) {
    var dialect = Dialect.of(settings);
    try (var reader = dialect.reader();
        var session = Session.withoutBodies(reader, dialect)) {
      Sealing.opened(session, settings.keys());
    } catch (SQLException failed) {
      throw new StoreException(dialect.trouble(failed), failed);
    }
    return new Rekeying(settings, new KeyFile(settings.keys()).renew().current().id());
  }

  /// The new key's number, as people see it.
  public String word() {
    return SealingKey.word(master);
  }

  /// Wraps anew where no server works on the store, and looks where one does: it sees the new key
  /// within seconds.
  ///
  /// @return whether it is done
  public boolean isDone() {
    try {
      Upgrade.of(settings);
    } catch (StoreTaken _) {
      // its server does it
    }
    return NeededKeys.of(settings).all().equals(List.of(word()));
  }
}
