package io.carillon.wire.http;

/// A body that comes piece by piece, so that it never stands whole in memory.
///
/// The next piece is asked for when the client's side has taken the one before, on the request's
/// own thread. Where one cannot be had, the connection is cut within the body, so that no client
/// takes a part for the whole.
public interface Pieces extends AutoCloseable {
  /// The next piece; an empty array ends the body. May block.
  byte[] next() throws InterruptedException;

  /// Called once, whatever became of the reply.
  @Override
  void close();
}
