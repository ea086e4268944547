package io.carillon.wire.smpp;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/// A far end that does just what a test says: it answers nothing by itself.
final class RawPeer implements AutoCloseable {
  static final int PATIENCE_MS = 10_000;

  private final Socket socket;
  private final DataInputStream in;

  RawPeer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
  }

  static RawPeer connect(int port) throws IOException {
    return new RawPeer(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  Socket socket() {
    return socket;
  }

  void send(int sequence, Pdu pdu) throws IOException {
    write(PduCodec.encode(sequence, pdu));
  }

  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /// Writes one octet at a time, each in a packet of its own.
  void dribble(byte[] bytes) throws IOException {
    for (byte octet : bytes) {
      socket.getOutputStream().write(octet);
    }
  }

  /// The next PDU.
  Decoded.Frame next() throws IOException {
    int length = in.readInt();
    byte[] bytes = new byte[length];
    bytes[0] = (byte) (length >>> 24);
    bytes[1] = (byte) (length >>> 16);
    bytes[2] = (byte) (length >>> 8);
    bytes[3] = (byte) length;
    in.readFully(bytes, 4, length - 4);
    if (PduCodec.decode(bytes, 0, length) instanceof Decoded.Frame frame) {
      return frame;
    }
    throw new IOException("not a PDU");
  }

  /// The next PDU must be of `kind`.
  <T extends Pdu> T next(Class<T> kind) throws IOException {
    return kind.cast(next().pdu());
  }

  /// Binds as a transceiver and takes the response.
  RawPeer bind() throws IOException {
    send(1, Sessions.BIND);
    Pdu.BindResp resp = next(Pdu.BindResp.class);
    if (resp.status() != 0) {
      throw new IOException("refused");
    }
    return this;
  }

  /// Whether nothing but the end of the stream comes.
  boolean isEnded() throws IOException {
    try {
      in.readByte();
      return false;
    } catch (EOFException | SocketException e) {
      return true;
    }
  }

  /// Closes the connection, within a test.
  void hangUp() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
