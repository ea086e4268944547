package io.carillon.app;

import io.carillon.engine.accept.Pressure;
import io.carillon.model.port.Meters;
import io.carillon.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks from time to time how much is free on the disk of an embedded store, and says so to who
/// lets messages in. A database server looks after its own disk.
final class DiskWatch {
  private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);

  private final Optional<Path> folder;
  private final Pressure pressure;
  private volatile long free;
  private boolean enough = true;

  DiskWatch(StoreSettings store, Pressure pressure, Meters meters) {
    this.pressure = pressure;
    folder =
        switch (store) {
          case StoreSettings.Sqlite sqlite -> Optional.of(sqlite.folder());
          case StoreSettings.Postgres _ -> Optional.empty();
        };
    if (folder.isPresent()) {
      meters.gauge("store.disk_free", () -> free);
      look();
    }
  }

  /// Looks now.
  void look() {
    if (folder.isEmpty()) {
      return;
    }
    try {
      free = Files.getFileStore(folder.get()).getUsableSpace();
    } catch (IOException broken) {
      LOG.warn("it cannot be told how much of the disk is free: {}", broken.getMessage());
      return;
    }
    boolean now = pressure.disk(free);
    if (now != enough) {
      enough = now;
      if (now) {
        LOG.info("the disk has room again, {} MiB: messages are accepted", free >> 20);
      } else {
        LOG.error(
            "the disk of {} is full: {} MiB are left; no message is accepted until there is room",
            folder.get(),
            free >> 20);
      }
    }
  }
}
