package io.carillon.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A line to a message centre that loses what is said to the centre, or breaks, when it is told to.
final class LossyLine implements AutoCloseable {
  private static final int OCTETS = 8_192;

  private final int centre;
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  private LossyLine(int centre) throws IOException {
    this.centre = centre;
  }

  /// One to a port of this machine.
  static LossyLine to(int centre) throws IOException {
    var line = new LossyLine(centre);
    Thread.startVirtualThread(line::listen);
    return line;
  }

  int port() {
    return door.getLocalPort();
  }

  private void listen() {
    while (!door.isClosed()) {
      try {
        var call = new Call(door.accept(), new Socket(InetAddress.getLoopbackAddress(), centre));
        calls.add(call);
        Thread.startVirtualThread(call::toCentre);
        Thread.startVirtualThread(call::fromCentre);
      } catch (IOException _) {
        // closed, or the centre is not there: who called finds out
      }
    }
  }

  /// The centre hears nothing any more from those who are connected now.
  void lose() {
    calls.forEach(call -> call.lost = true);
  }

  /// Ends the connections of now.
  void cut() {
    calls.forEach(Call::end);
    calls.clear();
  }

  @Override
  public void close() throws IOException {
    door.close();
    cut();
  }

  private static final class Call {
    private final Socket caller;
    private final Socket centre;
    private volatile boolean lost;

    Call(Socket caller, Socket centre) {
      this.caller = caller;
      this.centre = centre;
    }

    private void toCentre() {
      carry(caller, centre, true);
    }

    private void fromCentre() {
      carry(centre, caller, false);
    }

    private void carry(Socket from, Socket to, boolean losing) {
      try (InputStream in = from.getInputStream();
          OutputStream out = to.getOutputStream()) {
        var octets = new byte[OCTETS];
        for (int read = in.read(octets); read >= 0; read = in.read(octets)) {
          if (!losing || !lost) {
            out.write(octets, 0, read);
          }
        }
      } catch (IOException _) {
        // one of the two is gone
      }
      end();
    }

    private void end() {
      for (var socket : List.of(caller, centre)) {
        try {
          socket.close();
        } catch (IOException _) {
          // it is closed
        }
      }
    }
  }
}
