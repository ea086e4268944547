package io.carillon.wire.http;

import java.time.Duration;
import java.util.List;

/// Why the server itself, not a handler, answers a request.
public sealed interface Problem {
  /// The HTTP status that fits (RFC 9110 section 15).
  int status();

  /// No route has this path.
  record NotFound() implements Problem {
    @Override
    public int status() {
      return 404;
    }
  }

  /// Routes have this path, but none with this method. `allowed` is sorted.
  record MethodNotAllowed(List<String> allowed) implements Problem {
    public MethodNotAllowed {
      allowed = List.copyOf(allowed);
    }

    @Override
    public int status() {
      return 405;
    }
  }

  /// The body is over the route's `limit`, in bytes. It was not read beyond it.
  record BodyTooLarge(long limit) implements Problem {
    @Override
    public int status() {
      return 413;
    }
  }

  /// The client was too slow with its body.
  record TimedOut() implements Problem {
    @Override
    public int status() {
      return 408;
    }
  }

  /// Too much is under way already, or the server is stopping.
  record Overloaded(Duration retryAfter) implements Problem {
    @Override
    public int status() {
      return 503;
    }
  }

  /// The caller's address asks too often or has too many connections.
  record TooMany(Duration retryAfter) implements Problem {
    @Override
    public int status() {
      return 429;
    }
  }

  /// The request is not sound HTTP: 400, 414, 415, 431, 501 or 505. `why` is safe to show.
  record Malformed(int status, String why) implements Problem {}

  /// The handler threw. The server logs `cause`, with the request's id: with its stack trace,
  /// unless it is answered by a 429 or 503.
  record Broken(Throwable cause) implements Problem {
    @Override
    public int status() {
      return 500;
    }
  }
}
