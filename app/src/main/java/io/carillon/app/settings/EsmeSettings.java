package io.carillon.app.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// Where customers bind by SMPP, and what that server bears.
///
/// @param port empty = off; 0 = any free one
/// @param tls the server's identity as it was read; empty = not encrypted
/// @param sessionsMax connections, bound or not
/// @param window deliveries on one bind that may be unanswered
/// @param requestsMax requests on one bind that may be unanswered before it is not read on
/// @param partsWait for how long the parts of a text are waited for
public record EsmeSettings(
    String host,
    OptionalInt port,
    Optional<TlsFiles.Read> tls,
    int sessionsMax,
    int window,
    int requestsMax,
    Timers timers,
    Duration partsWait) {
  private static final Duration TIMER_MAX = Duration.ofMinutes(10);

  /// A telling of deliveries may take 20 s in all.
  private static final Duration RESPONSE_MAX = Duration.ofSeconds(15);

  /// After which time what is given up.
  public record Timers(Duration bind, Duration enquireLink, Duration response) {}

  static EsmeSettings read(Section section) {
    var settings =
        new EsmeSettings(
            section.required("host"),
            portOrOff(section, "port"),
            tls(section.section("tls")),
            section.number("sessions-max", 1, 10_000),
            section.number("window", 16, 10_000),
            section.number("requests-max", 1, 10_000),
            new Timers(
                section.duration("bind-timeout", TIMER_MAX),
                section.duration("enquire-link", TIMER_MAX),
                section.duration("response-timeout", RESPONSE_MAX)),
            section.duration("parts-wait", Duration.ofHours(1)));
    section.refuseUnknown();
    return settings;
  }

  private static Optional<TlsFiles.Read> tls(Section tls) {
    var files = TlsFiles.read(tls, "").filter(read -> read.identity().isPresent());
    tls.refuseUnknown();
    return files;
  }

  /// These with another identity.
  EsmeSettings with(Optional<TlsFiles.Read> next) {
    return new EsmeSettings(host, port, next, sessionsMax, window, requestsMax, timers, partsWait);
  }

  /// A port, where one is wanted; 0 = any free one.
  static OptionalInt portOrOff(Section section, String key) {
    return section
        .parsed(
            key,
            "off, or a port from 0 to 65535",
            text -> text.equals("off") || text.equals("false") ? -1 : port(text))
        .filter(number -> number >= 0)
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  private static int port(String text) {
    int port = Integer.parseInt(text);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(text);
    }
    return port;
  }
}
