package io.carillon.store;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("postgres")
@Tag("slow")
final class PostgresOwedTest implements OwedContract {
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
  public StoreSettings settings() {
    return settings;
  }

  @Override
  public String explain() {
    return "EXPLAIN";
  }

  @Override
  public String whole() {
    return "Seq Scan";
  }
}
