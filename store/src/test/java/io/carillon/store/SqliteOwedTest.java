package io.carillon.store;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class SqliteOwedTest implements OwedContract {
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
  public Store store() {
    return store;
  }

  @Override
  public StoreSettings settings() {
    return new StoreSettings.Sqlite(folder);
  }

  @Override
  public String explain() {
    return "EXPLAIN QUERY PLAN";
  }

  @Override
  public String whole() {
    return "SCAN (?!CONSTANT)";
  }
}
