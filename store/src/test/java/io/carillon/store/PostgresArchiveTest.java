package io.carillon.store;

import io.carillon.testkit.PostgresServer;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("postgres")
@Tag("slow")
final class PostgresArchiveTest
    implements ArchiveContract,
        ErasuresContract,
        DossierContract,
        PersonsContract,
        PersonBackupsContract,
        TouchesKeptContract {
  @TempDir Path folder;
  private StoreSettings.Postgres settings;
  private @Nullable Store store;

  @BeforeEach
  void open() {
    settings = Opened.freshPostgres(folder);
    store = Store.open(settings, _ -> {});
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }

  @Override
  public Store store() {
    return Objects.requireNonNull(store);
  }

  @Override
  public Store reopened() {
    close();
    store = Store.open(settings, _ -> {});
    return store();
  }

  @Override
  public StoreSettings settings() {
    return settings;
  }

  @Override
  public StoreSettings elsewhere(String name) {
    var server = PostgresServer.shared();
    return Opened.postgres(folder.resolve(name), server, server.database());
  }

  @Override
  public Path folder() {
    return folder;
  }
}
