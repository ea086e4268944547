package io.carillon.store;

import static io.carillon.testkit.Samples.accept;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.Content;
import io.carillon.testkit.Ports;
import io.carillon.testkit.Samples;
import io.carillon.testkit.StoreContract;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("postgres")
@Tag("slow")
final class PostgresContractTest implements StoreContract {
  @TempDir Path folder;
  private StoreSettings.Postgres settings;
  private @Nullable Store store;

  @BeforeEach
  void open() {
    settings = Opened.freshPostgres();
    store = Opened.withSmallIndex(settings, folder);
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }

  @Override
  public Ports ports() {
    return Opened.ports(Objects.requireNonNull(store));
  }

  @Test
  void aSecondStoreOnTheSameDatabaseIsRefused() {
    assertThatThrownBy(() -> Store.open(settings, _ -> {}))
        .isInstanceOf(StoreTaken.class)
        .hasMessageContaining("in use");
  }

  @Test
  void whatWasKeptIsThereInTheNextLife() throws Exception {
    var message = new Samples(1).message(new Content.Text("kept"));
    ports().commits().write(accept(message));
    close();

    store = Opened.withSmallIndex(settings, folder);

    assertThat(ports().messages().find(message.id())).contains(message);
  }
}
