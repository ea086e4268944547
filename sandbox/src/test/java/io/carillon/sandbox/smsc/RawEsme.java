package io.carillon.sandbox.smsc;

import io.carillon.wire.smpp.BindMode;
import io.carillon.wire.smpp.Decoded;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.PduCodec;
import io.carillon.wire.smpp.SmppAddress;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/// A client that sees the PDUs in the very order in which they are on the wire, and answers none by
/// itself.
final class RawEsme implements AutoCloseable {
  private static final int PATIENCE_MS = 10_000;

  private final Socket socket;
  private final DataInputStream in;

  RawEsme(SandboxSmsc smsc) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), smsc.port());
    socket.setSoTimeout(PATIENCE_MS);
    in = new DataInputStream(socket.getInputStream());
  }

  /// Answers the command_status with which it was let in or not.
  int bind(String systemId, String password) throws IOException {
    send(
        1,
        new Pdu.Bind(
            BindMode.TRANSCEIVER, systemId, password, "", Pdu.Bind.VERSION_3_4, SmppAddress.NONE));
    return next().pdu().status();
  }

  RawEsme bind() throws IOException {
    if (bind(SandboxSmsc.SYSTEM_ID, SandboxSmsc.PASSWORD) != 0) {
      throw new IOException("refused");
    }
    return this;
  }

  void send(int sequence, Pdu pdu) throws IOException {
    write(PduCodec.encode(sequence, pdu));
  }

  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
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

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
