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

  /// @param data the data folder
  /// @param fatal told when a sync failed: the process must stop
  static Store open(StoreSettings settings, Path data, Consumer<Throwable> fatal)
      throws CannotStart {
    try {
      return Store.open(settings, data, fatal);
    } catch (StoreTaken e) {
      throw new CannotStart(
          "another Carillon works on " + settings.place() + "; stop it, or name another", e);
    } catch (StoreException e) {
      throw new CannotStart(settings.place() + ": " + e.getMessage(), e);
    }
  }
}
