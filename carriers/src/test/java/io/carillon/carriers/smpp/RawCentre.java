package io.carillon.carriers.smpp;

import io.carillon.wire.smpp.BindMode;
import io.carillon.wire.smpp.Decoded;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.PduCodec;
import io.carillon.wire.smpp.Tlvs;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;

/// A message centre that does just what a test says: it answers nothing by itself.
final class RawCentre implements AutoCloseable {
  private static final int PATIENCE_MS = 10_000;

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

  RawCentre() throws IOException {
    listening.setSoTimeout(PATIENCE_MS);
  }

  int port() {
    return listening.getLocalPort();
  }

  Link accept() throws IOException {
    return new Link(listening.accept());
  }

  /// A connection that we make ourselves, to be bound to after an outbind.
  static Link call(int port) throws IOException {
    return new Link(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /// The next connection, bound.
  Link acceptBind() throws IOException {
    var link = accept();
    var asked = link.next();
    if (asked.pdu() instanceof Pdu.Bind bind) {
      link.mode = bind.mode();
    }
    link.answer(asked, new Pdu.BindResp(link.mode, 0, "centre", Tlvs.NONE));
    return link;
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  /// One connection.
  static final class Link implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;
    private BindMode mode = BindMode.TRANSCEIVER;

    private Link(Socket socket) throws IOException {
      this.socket = socket;
      socket.setSoTimeout(PATIENCE_MS);
      in = new DataInputStream(socket.getInputStream());
    }

    /// In which way the client is bound here.
    BindMode mode() {
      return mode;
    }

    /// The next octets, whatever they are.
    byte[] raw(int count) throws IOException {
      return in.readNBytes(count);
    }

    Decoded.Frame next() throws IOException {
      int length = in.readInt();
      var bytes = ByteBuffer.allocate(length).putInt(length);
      in.readFully(bytes.array(), Integer.BYTES, length - Integer.BYTES);
      if (PduCodec.decode(bytes.array(), 0, length) instanceof Decoded.Frame frame) {
        return frame;
      }
      throw new IOException("not a PDU");
    }

    <T extends Pdu> T next(Class<T> kind) throws IOException {
      return kind.cast(next().pdu());
    }

    void send(int sequence, Pdu pdu) throws IOException {
      socket.getOutputStream().write(PduCodec.encode(sequence, pdu));
    }

    void answer(Decoded.Frame request, Pdu response) throws IOException {
      send(request.sequence(), response);
    }

    /// Answers the unbind that comes next.
    void unbound() throws IOException {
      var unbind = next();
      if (!(unbind.pdu() instanceof Pdu.Unbind)) {
        throw new IOException("no unbind");
      }
      answer(unbind, new Pdu.UnbindResp(0));
    }

    void hangUp() throws IOException {
      socket.close();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
