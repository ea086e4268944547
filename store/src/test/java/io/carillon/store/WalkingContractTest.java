package io.carillon.store;

import io.carillon.testkit.HistoryContract;
import io.carillon.testkit.Ports;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Lists of a store without an index.
final class WalkingContractTest implements HistoryContract {
  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = Opened.withoutIndex(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  public Ports ports() {
    return Opened.ports(store);
  }
}
