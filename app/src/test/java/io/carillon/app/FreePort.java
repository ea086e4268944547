package io.carillon.app;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/// Ports of the loopback for servers that are to have the same one at each start.
///
/// They lie below those that the system gives to outgoing connections (Linux: from 32,768), one of
/// which could else sit on the port while its server is down. Each is handed out once.
final class FreePort {
  private static final int FIRST = 20_000;
  private static final int COUNT = 10_000;
  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 31 % COUNT));

  private FreePort() {}

  static int next() throws IOException {
    for (int tries = 0; tries < COUNT; tries++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException _) {
        // somebody listens there
      }
    }
    throw new IOException("every port from " + FIRST + " on is taken");
  }
}
