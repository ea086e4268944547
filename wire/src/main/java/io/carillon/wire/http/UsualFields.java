package io.carillon.wire.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The headers that every reply has, unless it says something else under the same name: whatever a
/// browser may be made to show of us runs no script, is framed by nobody, is taken for nothing but
/// what it says it is, and stays out of caches; and no reply says what software wrote it.
///
/// No reply lets other origins read it (there is no `Access-Control-Allow-Origin` here, and OPTIONS
/// is answered without one): what is meant for all says so itself.
final class UsualFields {
  // table; by the OWASP REST Security and HTTP Headers cheat sheets
  private static final List<Field> ALWAYS =
      List.of(
          new Field("X-Content-Type-Options", "nosniff"), // Fetch standard §3.6
          new Field(
              "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"), // CSP3
          new Field("X-Frame-Options", "DENY"), // RFC 7034
          new Field("Referrer-Policy", "no-referrer"), // W3C Referrer Policy
          new Field("Cache-Control", "no-store")); // RFC 9111 §5.2.2.5

  private final List<Field> fields;
  private final List<Header> headers;

  /// @param secure for how long browsers are told to come by TLS only (RFC 6797); zero = not
  UsualFields(Duration secure) {
    List<Field> all = new ArrayList<>(ALWAYS);
    if (secure.isPositive()) {
      all.add(new Field("Strict-Transport-Security", "max-age=" + secure.toSeconds()));
    }
    fields = List.copyOf(all);
    headers =
        fields.stream()
            .map(field -> HeaderValues.createCached(field.name(), field.value()))
            .toList();
  }

  /// Those of a server.
  static UsualFields of(Optional<HttpTls> tls) {
    return new UsualFields(tls.map(HttpTls::hsts).orElse(Duration.ZERO));
  }

  /// Writes those that a reply lacks.
  void complete(ServerResponseHeaders reply) {
    for (Header header : headers) {
      if (!reply.contains(header.headerName())) {
        reply.set(header);
      }
    }
  }

  /// The reply with those that it lacks.
  Reply complete(Reply reply) {
    Reply whole = reply;
    for (Field field : fields) {
      if (!reply.has(field.name())) {
        whole = whole.with(field.name(), field.value());
      }
    }
    return whole;
  }
}
