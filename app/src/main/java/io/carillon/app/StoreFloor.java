package io.carillon.app;

import io.carillon.model.port.StoreException;
import io.carillon.store.Store;
import io.carillon.store.StoreSettings;
import io.carillon.store.StoreTaken;
import java.nio.file.Path;
import java.util.function.Consumer;

/// The store, opened for this process alone.
final class StoreFloor {
  private StoreFloor() {}

  /// @param fatal told when a sync failed: the process must stop
  static Store open(Path folder, Consumer<Throwable> fatal) throws CannotStart {
    try {
      return Store.open(new StoreSettings.Sqlite(folder), fatal);
    } catch (StoreTaken e) {
      throw new CannotStart(
          "another Carillon works on the data folder " + folder + "; stop it, or name another", e);
    } catch (StoreException e) {
      throw new CannotStart("the data folder " + folder + ": " + e.getMessage(), e);
    }
  }
}
