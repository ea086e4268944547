package io.carillon.app;

import io.carillon.app.settings.Settings;
import io.carillon.app.settings.TlsFiles;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Meters;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells of certificates of ours that expire soon: a warning a day from 14 days before, and a
/// figure at all times.
final class CertificateWatch {
  /// From when on it is said.
  static final Duration SOON = Duration.ofDays(14);

  private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
  private static final Duration DAY = Duration.ofDays(1);

  // table
  private static final Map<String, Function<Settings, Optional<TlsFiles.Read>>> SHOWN =
      Map.of(
          "server.tls", settings -> settings.server().tls().map(tls -> tls.shown().files()),
          "smpp-server.tls", settings -> settings.smppServer().tls());

  private final Supplier<Settings> settings;
  private final Clock clock;
  private final Map<String, Instant> said = new HashMap<>();

  /// @param settings those in force
  CertificateWatch(Supplier<Settings> settings, Clock clock, Meters meters) {
    this.settings = settings;
    this.clock = clock;
    SHOWN.forEach((setting, files) -> {
      if (expiry(files).isPresent()) {
        meters.gauge(
            "tls.certificate_expires",
            () -> expiry(files).map(Instant::getEpochSecond).orElse(0L),
            "setting",
            setting);
      }
    });
  }

  private Optional<Instant> expiry(Function<Settings, Optional<TlsFiles.Read>> files) {
    return files.apply(settings.get()).flatMap(TlsFiles.Read::expiry);
  }

  /// Says what is to be said now. Called by one thread.
  void look() {
    var now = clock.now();
    SHOWN.forEach((setting, files) ->
        expiry(files)
            .filter(until -> now.plus(SOON).isAfter(until))
            .ifPresent(until -> warn(setting, until, now)));
  }

  private void warn(String setting, Instant until, Instant now) {
    var before = said.get(setting);
    if (before != null && now.isBefore(before.plus(DAY))) {
      return;
    }
    said.put(setting, now);
    LOG.warn(
        "{}: the certificate {} at {}; renew its files, then ./carillon reload",
        setting,
        now.isBefore(until) ? "expires" : "expired",
        until);
  }
}
