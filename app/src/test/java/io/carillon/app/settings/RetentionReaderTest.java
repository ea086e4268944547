package io.carillon.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.store.Retention;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionReaderTest {
  @TempDir Path folder;

  private Settings read(String yaml) throws Exception {
    var file = Files.writeString(folder.resolve("settings.yaml"), yaml);
    return SettingsReader.read(Optional.of(file), Map.of());
  }

  @Test
  void nothingLeavesUnlessItIsSaid() throws Exception {
    assertThat(read("").retention()).isEqualTo(Retention.OFF);
    assertThat(read("").retention().isOn()).isFalse();
  }

  @Test
  void daysAreRead() throws Exception {
    assertThat(read("retention: {messages: 30d, archived: 365d}").retention())
        .isEqualTo(new Retention(Duration.ofDays(30), true, Duration.ofDays(365)));
    assertThat(read("retention: {messages: 7d, archive: off}").retention())
        .isEqualTo(new Retention(Duration.ofDays(7), false, Duration.ZERO));
  }

  @Test
  void theLedgerIsFoldedWhereItIsSaid() throws Exception {
    assertThat(read("retention: {ledger: 400d}").retention().ledger())
        .isEqualTo(Duration.ofDays(400));
    assertThatThrownBy(() -> read("retention: {ledger: 30d}"))
        .hasMessageContaining("retention.ledger is to be ever, or from 31d to 36500d, not '30d'");
  }

  @Test
  void whatCannotBeIsSaid() {
    assertThatThrownBy(() -> read("retention: {messages: 6d}"))
        .hasMessageContaining("retention.messages is to be ever, or from 7d to 36500d, not '6d'");
    assertThatThrownBy(() -> read("retention: {messages: 24h}")).hasMessageContaining("not '24h'");
    assertThatThrownBy(() -> read("retention: {messages: 30d, archived: 30d}"))
        .hasMessageContaining("retention.archived is to be more days than retention.messages");
    assertThatThrownBy(() -> read("retention: {message: 30d}"))
        .hasMessageContaining("retention.message is not a setting");
  }

  @Test
  void aReloadTakesIt() throws Exception {
    var changes = SettingsChanges.between(read(""), read("retention: {messages: 30d}"));

    assertThat(changes.changed()).containsExactly("retention");
    assertThat(changes.next().retention().messages()).isEqualTo(Duration.ofDays(30));
    assertThat(changes.needsRestart()).isEmpty();
  }
}
