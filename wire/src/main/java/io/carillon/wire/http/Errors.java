package io.carillon.wire.http;

/// How one dialect says that a request could not be answered.
@FunctionalInterface
public interface Errors {
  /// Renders `problem` in the dialect's shape, with `problem.status()` or the status that the
  /// vendor uses instead. `Allow` and `Retry-After` are added by the server where the reply lacks
  /// them. The request may be half read: its body is empty, and for `Problem.Malformed` its path
  /// may be empty.
  Reply problem(Request request, Problem problem);
}
