package io.carillon.wire.http;

/// Told of each answered request, for metrics. Runs on the request's thread and must not block.
@FunctionalInterface
public interface HttpObserver {
  /// Watches nothing.
  HttpObserver NONE = (_, _, _, _) -> {};

  /// `pattern` is the full pattern of the route, or empty where none matched; `nanos` runs from the
  /// request's head being read to the reply being written.
  void done(String method, String pattern, int status, long nanos);
}
