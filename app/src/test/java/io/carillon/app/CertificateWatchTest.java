package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.carillon.app.settings.Settings;
import io.carillon.app.settings.SettingsReader;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryMeters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Tag("slow")
class CertificateWatchTest {
  @TempDir private Path folder;

  private Settings settings() throws Exception {
    var own = Certificate.make(folder, "EC", 30);
    var file =
        Files.writeString(
            folder.resolve("settings.yaml"),
            "{server: {tls: {certificate: %s, password: %s}}}"
                .formatted(own.file(), Certificate.PASSWORD));
    return SettingsReader.read(Optional.of(file), Map.of());
  }

  @Test
  void warnsOnceADayFromFourteenDaysBefore() throws Exception {
    var settings = settings();
    var expiry = settings.server().tls().orElseThrow().shown().files().expiry().orElseThrow();
    var clock = new ManualClock(expiry.minus(Duration.ofDays(15)));
    var watch = new CertificateWatch(() -> settings, clock, new MemoryMeters());
    var log = (Logger) LoggerFactory.getLogger(CertificateWatch.class);
    var said = new ListAppender<ILoggingEvent>();
    said.start();
    log.addAppender(said);
    log.setLevel(Level.WARN);
    try {
      watch.look();
      assertThat(said.list).isEmpty();

      clock.advance(Duration.ofHours(25));
      watch.look();
      watch.look();
      assertThat(said.list).hasSize(1);
      assertThat(said.list.getFirst().getFormattedMessage())
          .startsWith("server.tls: the certificate expires at");

      clock.advance(Duration.ofDays(14));
      watch.look();
      assertThat(said.list).hasSize(2);
      assertThat(said.list.getLast().getFormattedMessage()).contains("expired at");
    } finally {
      log.detachAppender(said);
      log.setLevel(null);
    }
  }
}
