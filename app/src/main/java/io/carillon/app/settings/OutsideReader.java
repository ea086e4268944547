package io.carillon.app.settings;

import io.carillon.app.settings.Settings.Server;
import io.carillon.wire.http.AddressGuard;
import io.carillon.wire.http.Cidr;
import io.carillon.wire.http.HttpLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Reads what stands between the server and the network: the parts `server` and `outbound`.
final class OutsideReader {
  private static final Duration TIME_MAX = Duration.ofHours(1);
  private static final Duration DRAIN = Duration.ofSeconds(2);
  private static final int PORT_MAX = 65_535;

  private OutsideReader() {}

  static Server server(Section section) {
    var server =
        new Server(
            section.required("host"),
            section.number("port", 0, PORT_MAX),
            Path.of(section.required("data")),
            limits(section),
            ServerTls.read(section.section("tls")),
            ranges(section, "proxies"));
    section.refuseUnknown();
    return server;
  }

  private static HttpLimits limits(Section section) {
    return new HttpLimits(
        section.number("requests-max", 1, 100_000),
        section.number("connections-max", 1, 100_000),
        section.number("connections-per-address", 1, 100_000),
        section.number("header-max", 4, 1024) << 10,
        section.number("bodies-max", 1L, 1L << 20) << 20,
        section.positive("idle-timeout", TIME_MAX),
        section.positive("header-timeout", TIME_MAX),
        section.positive("body-timeout", TIME_MAX),
        section.positive("write-timeout", TIME_MAX),
        DRAIN,
        HttpLimits.standard().retryAfter());
  }

  static AddressGuard.Rules outbound(Section section) {
    var ports = new HashSet<Integer>();
    for (var text : section.texts("ports")) {
      try {
        int port = Integer.parseInt(text);
        if (port < 1 || port > PORT_MAX) {
          throw new NumberFormatException(text);
        }
        ports.add(port);
      } catch (NumberFormatException _) {
        section.trouble("ports", "holds '" + text + "', which is no port");
      }
    }
    var rules =
        new AddressGuard.Rules(
            ranges(section, "allow"), ranges(section, "deny"), ports, section.flag("plain-http"));
    section.refuseUnknown();
    return rules;
  }

  private static List<Cidr> ranges(Section section, String key) {
    var ranges = new ArrayList<Cidr>();
    for (var text : section.texts(key)) {
      try {
        ranges.add(Cidr.parse(text));
      } catch (IllegalArgumentException _) {
        section.trouble(key, "holds '" + text + "', which is no CIDR");
      }
    }
    return ranges;
  }
}
