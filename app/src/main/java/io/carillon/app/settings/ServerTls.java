package io.carillon.app.settings;

import io.carillon.wire.http.HttpTls;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// How the HTTP server speaks TLS.
///
/// @param shown what can be renewed while it runs
/// @param hsts for how long browsers are told to come by TLS only; zero = they are not told
/// @param redirectPort where who comes without TLS is told to come with it; empty = nowhere
public record ServerTls(Shown shown, Duration hsts, OptionalInt redirectPort) {
  private static final Duration HSTS_MAX = Duration.ofDays(730);

  /// Who we say we are, and to whom.
  ///
  /// @param files our certificate and key, and whom we trust
  public record Shown(TlsFiles.Read files, HttpTls.Clients clients, HttpTls.Oldest oldest) {
    /// The same as the server wants it.
    ///
    /// @throws IllegalStateException where the files cannot be used any more
    public HttpTls.Terms terms() {
      return new HttpTls.Terms(TlsFiles.context(files), clients, oldest);
    }
  }

  static Optional<ServerTls> read(Section section) {
    var files = TlsFiles.read(section, "client-trust");
    var clients = section.word("clients", HttpTls.Clients.class);
    var oldest =
        section.parsed(
            "oldest",
            "1.2 or 1.3",
            text ->
                switch (text) {
                  case "1.2" -> HttpTls.Oldest.TLS_1_2;
                  case "1.3" -> HttpTls.Oldest.TLS_1_3;
                  default -> throw new IllegalArgumentException(text);
                });
    var hsts = section.duration("hsts", HSTS_MAX);
    var redirect = EsmeSettings.portOrOff(section, "redirect-port");
    section.refuseUnknown();
    boolean trusting = files.flatMap(TlsFiles.Read::trust).isPresent();
    if (clients != HttpTls.Clients.UNASKED && files.isPresent() && !trusting) {
      section.trouble("client-trust", "is missing: whose certificates are clients to show?");
    }
    if (files.isEmpty() || files.get().identity().isEmpty() || oldest.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ServerTls(new Shown(files.get(), clients, oldest.get()), hsts, redirect));
  }

  /// These, showing something else.
  ServerTls with(Shown next) {
    return new ServerTls(next, hsts, redirectPort);
  }
}
