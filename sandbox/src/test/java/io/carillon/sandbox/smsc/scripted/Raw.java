package io.carillon.sandbox.smsc.scripted;

import io.carillon.wire.smpp.BindMode;
import io.carillon.wire.smpp.Decoded;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.Pdu.DeliverSm;
import io.carillon.wire.smpp.Pdu.SubmitSm;
import io.carillon.wire.smpp.Pdu.SubmitSmResp;
import io.carillon.wire.smpp.PduCodec;
import io.carillon.wire.smpp.RegisteredDelivery;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Octets;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A client that sees the PDUs in the very order in which they are on the wire, and answers none by
/// itself.
final class Raw implements AutoCloseable {
  static final SmppAddress SENDER = SmppAddress.international("14155552671");

  private static final int PATIENCE_MS = 10_000;

  private final Socket socket;
  private final DataInputStream in;
  private int sequence;

  Raw(ScriptedSmsc smsc) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), smsc.port());
    socket.setSoTimeout(PATIENCE_MS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
  }

  static Raw bound(ScriptedSmsc smsc) throws IOException {
    return bound(smsc, BindMode.TRANSCEIVER);
  }

  static Raw bound(ScriptedSmsc smsc, BindMode mode) throws IOException {
    var raw = new Raw(smsc);
    if (raw.bind(mode, "sandbox", "sandbox") != 0) {
      throw new IOException("refused");
    }
    return raw;
  }

  /// Answers the command_status with which it was let in or not.
  int bind(BindMode mode, String systemId, String password) throws IOException {
    send(new Pdu.Bind(mode, systemId, password, "", Pdu.Bind.VERSION_3_4, SmppAddress.NONE));
    return next().pdu().status();
  }

  /// Answers its sequence_number.
  int send(Pdu pdu) throws IOException {
    send(++sequence, pdu);
    return sequence;
  }

  void send(int number, Pdu pdu) throws IOException {
    write(PduCodec.encode(number, pdu));
  }

  int submit(String to) throws IOException {
    return submit(SENDER, to, RegisteredDelivery.FINAL);
  }

  int submit(SmppAddress from, String to, int registeredDelivery) throws IOException {
    return send(
        new SubmitSm(
            "",
            from,
            SmppAddress.international(to),
            Handling.PLAIN.withRegisteredDelivery(registeredDelivery),
            Octets.owning("Hello".getBytes(StandardCharsets.ISO_8859_1)),
            Tlvs.NONE));
  }

  /// Submits, and answers the message_id of the response that comes next.
  String taken(String to) throws IOException {
    submit(to);
    return next(SubmitSmResp.class).messageId();
  }

  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  Decoded.Frame next() throws IOException {
    int length = in.readInt();
    if (!PduCodec.isLength(length)) {
      throw new IOException("command_length " + length);
    }
    var bytes = ByteBuffer.allocate(length).putInt(length);
    in.readFully(bytes.array(), Integer.BYTES, length - Integer.BYTES);
    return switch (PduCodec.decode(bytes.array(), 0, length)) {
      case Decoded.Frame frame -> frame;
      case Decoded.Broken broken ->
          throw new IOException("command " + Integer.toHexString(broken.commandId()));
    };
  }

  <T extends Pdu> T next(Class<T> kind) throws IOException {
    return kind.cast(next().pdu());
  }

  /// The next deliver_sm, acknowledged.
  DeliverSm delivered() throws IOException {
    return delivered(0);
  }

  /// The next deliver_sm, answered with a status.
  DeliverSm delivered(int status) throws IOException {
    var frame = next();
    var pdu = (DeliverSm) frame.pdu();
    send(frame.sequence(), pdu.refuse(status));
    return pdu;
  }

  static String text(DeliverSm pdu) {
    return pdu.payload().decode(StandardCharsets.ISO_8859_1);
  }

  /// Octets as they come.
  DataInputStream in() {
    return in;
  }

  void patience(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
