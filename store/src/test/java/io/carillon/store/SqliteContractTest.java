package io.carillon.store;

import io.carillon.testkit.Ports;
import io.carillon.testkit.StoreContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class SqliteContractTest implements StoreContract {
  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void open() throws IOException {
    store = Opened.freshSqlite(folder);
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
