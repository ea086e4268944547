package io.carillon.wire.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One connection to a foreign server, in use by one call or kept for the next.
///
/// It always has a deadline: that of the call, or of being kept. `Links` looks at it now and then
/// and closes the socket under whoever waits on it. Deadlines are swapped atomically, so a link
/// that a call has begun to use is not closed for having been kept too long.
final class Link {
  private static final long EXPIRED = -1;
  private static final int BUFFER = 8 * 1024;

  private final Target.Origin origin;
  private final InetAddress address;
  private final boolean own;
  private final Socket socket;
  private final AtomicLong deadline;
  private final byte[] buffer = new byte[BUFFER];
  private @Nullable InputStream in;
  private @Nullable OutputStream out;
  private int at;
  private int end;
  private boolean reused;
  private boolean answering;

  /// @param own whether the address is this machine's own
  /// @param socket connected; closing it ends everything above it
  Link(Target.Origin origin, InetAddress address, boolean own, Socket socket, long until) {
    this.origin = origin;
    this.address = address;
    this.own = own;
    this.socket = socket;
    deadline = new AtomicLong(until);
  }

  /// Speaks through `talk`: the socket itself, or the secure one above it.
  void through(Socket talk) throws IOException {
    in = talk.getInputStream();
    out = talk.getOutputStream();
  }

  Target.Origin origin() {
    return origin;
  }

  InetAddress address() {
    return address;
  }

  boolean own() {
    return own;
  }

  /// Whether an earlier call has used it.
  boolean reused() {
    return reused;
  }

  /// Whether a byte of the answer to the present call has come.
  boolean answering() {
    return answering;
  }

  /// Takes the link for another call, unless it has just been given up.
  boolean beginAgain(long until) {
    if (!swap(until)) {
      return false;
    }
    reused = true;
    answering = false;
    return true;
  }

  /// Moves the deadline; false where the old one has passed.
  boolean swap(long until) {
    if (deadline.getAndSet(until) == EXPIRED) {
      deadline.set(EXPIRED);
      return false;
    }
    return true;
  }

  boolean expired() {
    return deadline.get() == EXPIRED;
  }

  /// Closes the link if its time is up at `now`. Called by the watch only.
  boolean expire(long now) {
    long until = deadline.get();
    if (until == EXPIRED || until > now || !deadline.compareAndSet(until, EXPIRED)) {
      return false;
    }
    close();
    return true;
  }

  void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // Nothing is lost: nobody will use it again.
    }
  }

  void write(byte[] bytes) throws IOException {
    if (out == null) {
      throw new IOException("not open");
    }
    out.write(bytes);
    out.flush();
  }

  /// The next byte, or -1 at the end.
  int read() throws IOException {
    return at < end || fill() ? buffer[at++] & 0xff : -1;
  }

  /// Waits for bytes, if there are none yet.
  ///
  /// @return how many can be had by `take` at once, or 0 at the end
  int ready() throws IOException {
    return at < end || fill() ? end - at : 0;
  }

  /// Hands `count` bytes, no more than are ready, to `sink`.
  void take(int count, Sink sink) {
    sink.add(buffer, at, count);
    at += count;
  }

  /// Whether the server has said nothing since its last answer: what it said unasked would be taken
  /// for the answer to the next call.
  boolean isQuiet() {
    try {
      return in != null && in.available() == 0 && !leftOver();
    } catch (IOException _) {
      return false;
    }
  }

  /// Whether bytes are left over that nobody asked for.
  boolean leftOver() {
    return at < end;
  }

  @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: it only saves a wait
  private boolean fill() throws IOException {
    if (in == null) {
      throw new IOException("not open");
    }
    // Others may run first: by then the answer is often there, and need not be waited for.
    Thread.yield();
    int got = in.read(buffer, 0, BUFFER);
    if (got <= 0) {
      return false;
    }
    answering = true;
    at = 0;
    end = got;
    return true;
  }
}
