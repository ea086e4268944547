package io.carillon.store;

import io.carillon.testkit.HistoryContract;
import io.carillon.testkit.Ports;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Lists of a store whose index has very many small segments, which are made meanwhile.
final class SmallIndexContractTest implements HistoryContract {
  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = Opened.withSmallIndex(new StoreSettings.Sqlite(folder), folder);
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
