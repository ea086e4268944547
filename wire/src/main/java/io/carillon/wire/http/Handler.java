package io.carillon.wire.http;

/// What answers the requests of one route, on the request's own virtual thread; it may block.
@FunctionalInterface
public interface Handler {
  /// Whatever this throws becomes `Problem.Broken`, an interrupt (the server is being stopped)
  /// `Problem.Overloaded`.
  Reply handle(Request request) throws InterruptedException;
}
