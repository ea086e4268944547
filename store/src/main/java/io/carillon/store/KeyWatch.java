package io.carillon.store;

import io.carillon.model.port.StoreException;
import io.carillon.store.vault.Vault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees while the store is open that its master key was changed, and wraps the data keys anew.
/// Belongs to one thread.
final class KeyWatch {
  private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);

  private final KeyFile file;
  private final Writer writer;
  private final Vault vault;
  private String seen;

  KeyWatch(KeyPlace place, Writer writer, Vault vault) {
    file = new KeyFile(place);
    this.writer = writer;
    this.vault = vault;
    seen = file.stamp();
  }

  /// Looks; a file that cannot be used is told once, and changes nothing.
  void look() throws InterruptedException {
    try {
      var stamp = file.stamp();
      if (!stamp.equals(seen)) {
        seen = stamp;
        var masters = file.read();
        writer.between(session -> Sealing.wrap(session, vault, masters.current()));
        LOG.info("the secrets of the store are sealed under the master {}", masters.current());
      }
    } catch (StoreException unusable) {
      LOG.error("the master key was not changed: {}", unusable.getMessage());
    }
  }
}
