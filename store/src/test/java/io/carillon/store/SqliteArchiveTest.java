package io.carillon.store;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class SqliteArchiveTest
    implements ArchiveContract,
        ErasuresContract,
        DossierContract,
        PersonsContract,
        PersonBackupsContract,
        TouchesKeptContract {
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
  public Store reopened() {
    store.close();
    store = Opened.sqlite(folder);
    return store;
  }

  @Override
  public StoreSettings settings() {
    return new StoreSettings.Sqlite(folder);
  }

  @Override
  public StoreSettings elsewhere(String name) {
    return new StoreSettings.Sqlite(folder.resolve(name));
  }

  @Override
  public Path folder() {
    return folder;
  }
}
