package io.carillon.wire.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// What became of a call.
public sealed interface Result {
  /// The server answered, with whatever status; redirects are answers too.
  final class Answered implements Result {
    private final int status;
    private final List<Field> fields;
    private final byte[] body;
    private final boolean whole;

    Answered(int status, List<Field> fields, byte[] body, boolean whole) {
      this.status = status;
      this.fields = List.copyOf(fields);
      this.body = body;
      this.whole = whole;
    }

    public int status() {
      return status;
    }

    public List<Field> fields() {
      return fields;
    }

    /// The first value of that header, without case.
    public Optional<String> header(String name) {
      for (Field field : fields) {
        if (field.named(name)) {
          return Optional.of(field.value());
        }
      }
      return Optional.empty();
    }

    /// The body, as much as was asked for. Not a copy.
    public byte[] body() {
      return body;
    }

    /// The body for a human eye: UTF-8, each broken byte replaced.
    public String bodyText() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /// False where the body had more than was asked for, or broke off, or took too long.
    public boolean whole() {
      return whole;
    }

    /// The status alone: a body does not belong in a log.
    @Override
    public String toString() {
      return "Answered[" + status + "]";
    }
  }

  /// There is no answer. `why` is for operators; it names no URL and no body.
  record Failed(Kind kind, String why) implements Result {}

  /// What stood in the way.
  enum Kind {
    /// The address guard forbids the call; nothing was sent.
    REFUSED_BY_GUARD,
    /// No connection: its name has no address. Nothing was sent.
    NAME,
    /// No connection: nobody listening, no way there. Nothing was sent.
    CONNECT,
    /// The certificate is of another host. No part of the request was sent.
    CERTIFICATE_NAME,
    /// The certificate, or one that vouches for it, expired or is not valid yet. No part of the
    /// request was sent.
    CERTIFICATE_DATE,
    /// Nobody whom we trust vouches for the certificate. No part of the request was sent.
    CERTIFICATE_TRUST,
    /// No secure connection for any other reason: no TLS spoken there, no common protocol, a
    /// handshake without end. No part of the request was sent.
    TLS,
    /// The time was up before the answer's head had come. The request may have been taken.
    TIMEOUT,
    /// The connection broke, or what came was not HTTP. The request may have been taken.
    BROKEN
  }
}
