package io.carillon.wire.smpp;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// TCP by a channel that never blocks: who reads waits in a selector, so that the same thread can
/// also write what goes at once. Handing each answer to another thread costs more than all else
/// that a session does.
///
/// A thread that sleeps needs tens of microseconds to wake up. So where the peer was last waited
/// for no longer than that, it is asked a few times more before the thread goes to sleep; each time
/// others who want the processor come first.
final class PlainLink implements Link {
  /// The JDK copies what goes through a channel by a buffer of this size, one a thread.
  private static final int PIECE_MAX = 64 * 1024;

  /// Nanoseconds: waits that are worth staying awake for, and for how long.
  private static final long SHORT = 60_000;

  private final SocketChannel channel;
  private final SocketAddress peer;
  private final Selector readable;

  /// Made when the peer first lets us wait. Guarded by this.
  private @Nullable Selector writable;

  private boolean closed;

  /// How long the peer was waited for last, in nanoseconds. The reading thread's.
  private long waited = Long.MAX_VALUE;

  PlainLink(SocketChannel channel) throws IOException {
    this.channel = channel;
    peer = channel.getRemoteAddress();
    channel.configureBlocking(false);
    readable = channel.provider().openSelector();
    try {
      channel.register(readable, SelectionKey.OP_READ);
    } catch (IOException e) {
      readable.close();
      throw e;
    }
  }

  @Override
  public SocketAddress peer() {
    return peer;
  }

  @Override
  public void handshake(int timeoutMs) {}

  @Override
  public int read(byte[] into, int at, int length, int tickMs) throws IOException {
    var buffer = ByteBuffer.wrap(into, at, Math.min(length, PIECE_MAX));
    int read = channel.read(buffer);
    if (read != 0) {
      return read;
    }
    long began = System.nanoTime();
    if (waited < SHORT) {
      read = readSoon(buffer, began);
    }
    if (read == 0) {
      await(readable, tickMs);
      read = channel.read(buffer);
    }
    waited = System.nanoTime() - began;
    return read;
  }

  @SuppressWarnings("ThreadPriorityCheck") // nothing depends on who runs next
  private int readSoon(ByteBuffer buffer, long began) throws IOException {
    int read = 0;
    while (read == 0 && System.nanoTime() - began < SHORT) {
      Thread.yield();
      read = channel.read(buffer);
    }
    return read;
  }

  @Override
  public int writeNow(byte[] octets, int from, int to) throws IOException {
    int at = from;
    while (at < to) {
      int piece = Math.min(to - at, PIECE_MAX);
      int written = channel.write(ByteBuffer.wrap(octets, at, piece));
      at += written;
      if (written < piece) {
        break;
      }
    }
    return at - from;
  }

  @Override
  public void write(byte[] octets, int from, int to) throws IOException {
    int at = from + writeNow(octets, from, to);
    while (at < to) {
      await(writable(), 0);
      at += writeNow(octets, at, to);
    }
  }

  /// Waits up to `millis`, 0 for ever.
  private static void await(Selector selector, int millis) throws IOException {
    try {
      selector.select(millis);
      selector.selectedKeys().clear();
    } catch (ClosedSelectorException e) {
      throw new IOException("closed", e);
    }
  }

  private synchronized Selector writable() throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    if (writable == null) {
      writable = channel.provider().openSelector();
      channel.register(writable, SelectionKey.OP_WRITE);
    }
    return writable;
  }

  @Override
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  /// A channel is closed in truth once no selector knows it any more.
  @Override
  public void close() {
    close(channel);
    close(readable);
    synchronized (this) {
      closed = true;
      if (writable != null) {
        close(writable);
      }
    }
  }

  private static void close(Closeable thing) {
    try {
      thing.close();
    } catch (IOException e) {
      // The connection is being given up; there is nobody left to tell.
    }
  }
}
