package io.carillon.app.command;

import io.carillon.app.settings.Settings;
import io.carillon.app.settings.TlsFiles;
import io.carillon.app.settings.TlsFiles.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What the doctor says of the certificates that we show.
final class TlsChecks {
  private static final Duration SOON = Duration.ofDays(14);
  private static final String RENEW = "renew its files, then ./carillon reload";

  private final Instant now;

  TlsChecks(Instant now) {
    this.now = now;
  }

  /// Looks at those of the settings.
  void look(Settings settings, List<Finding> findings) {
    settings
        .server()
        .tls()
        .ifPresent(tls -> certificate("server.tls", tls.shown().files(), findings));
    settings.smppServer().tls().ifPresent(files -> certificate("smpp-server.tls", files, findings));
  }

  private void certificate(String setting, TlsFiles.Read files, List<Finding> findings) {
    files.expiry().ifPresent(until -> findings.add(expiry(setting, until)));
    files
        .identity()
        .ifPresent(identity -> {
          var secret =
              switch (identity) {
                case Identity.Pem(_, var key) -> key;
                case Identity.Pkcs12(var file, _) -> file;
              };
          if (isOpen(secret)) {
            findings.add(
                Finding.warn(
                    setting,
                    secret + " holds a key and is readable by others",
                    "chmod 600 " + secret));
          }
        });
  }

  private Finding expiry(String setting, Instant until) {
    long days = Duration.between(now, until).toDays();
    if (!now.isBefore(until)) {
      return Finding.fail(setting, "the certificate expired at " + until, RENEW);
    }
    return now.plus(SOON).isAfter(until)
        ? Finding.warn(setting, "the certificate expires in " + days + " days", RENEW)
        : Finding.ok(setting, "the certificate is good for " + days + " days");
  }

  private static boolean isOpen(Path file) {
    try {
      var attributes = Files.getFileStore(file.toAbsolutePath());
      return attributes.supportsFileAttributeView("posix")
          && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException _) {
      return false;
    }
  }
}
