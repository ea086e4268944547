package io.carillon.wire.http;

import java.io.IOException;
import java.net.Socket;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The connections that shake hands just now, by the threads that wait for it, so that those who
/// are slow about it can be left.
///
/// The end of a handshake is told by its thread; one that failed is noticed by its socket, which
/// the engine has closed. `HttpLimits.connectionsMax` bounds them.
final class Greetings {
  private record Greeting(Socket socket, long until) {}

  private final Map<Thread, Greeting> under = new ConcurrentHashMap<>();

  /// The present thread begins to shake hands.
  void begin(Socket socket, long until) {
    under.put(Thread.currentThread(), new Greeting(socket, until));
  }

  /// The present thread is done with it.
  void end() {
    under.remove(Thread.currentThread());
  }

  /// Leaves those whose time is up at `now`.
  ///
  /// @return how many
  int check(long now) {
    int late = 0;
    for (Iterator<Greeting> all = under.values().iterator(); all.hasNext(); ) {
      Greeting greeting = all.next();
      if (greeting.socket.isClosed()) {
        all.remove();
      } else if (greeting.until <= now) {
        all.remove();
        close(greeting.socket);
        late++;
      }
    }
    return late;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // Nothing is lost: nobody will use it again.
    }
  }
}
