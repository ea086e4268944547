package io.carillon.wire.smpp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;

/// A line between one client and a server that carries few octets at a time, with pauses.
final class SlowLine implements AutoCloseable {
  private static final int PIECE = 40;
  private static final long PAUSE_NANOS = 8_000_000;

  private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final int serverPort;

  SlowLine(int serverPort) throws IOException {
    this.serverPort = serverPort;
    Thread.ofVirtual().start(this::join);
  }

  int port() {
    return listening.getLocalPort();
  }

  private void join() {
    try (Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Thread back = Thread.ofVirtual().start(() -> carry(server, client));
      carry(client, server);
      back.join();
    } catch (IOException e) {
      // The test is over.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void carry(Socket from, Socket to) {
    byte[] piece = new byte[PIECE];
    try {
      int read;
      while ((read = from.getInputStream().read(piece)) > 0) {
        to.getOutputStream().write(piece, 0, read);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      to.shutdownOutput();
    } catch (IOException e) {
      // The test is over.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
