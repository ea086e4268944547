package io.carillon.sandbox.smsc.scripted;

import io.carillon.wire.smpp.BindMode;
import io.carillon.wire.smpp.CommandId;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.PduCodec;
import io.carillon.wire.smpp.RegisteredDelivery;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A client that submits as fast as the centre answers: it keeps so many submit_sm unanswered on
/// one bind, answers each deliver_sm, and decodes nothing but headers, one write for each read.
final class Flood {
  private static final byte[] SUBMIT =
      PduCodec.encode(
          1,
          new Pdu.SubmitSm(
              "",
              SmppAddress.international("14155552671"),
              SmppAddress.international("14155551234"),
              Handling.PLAIN.withRegisteredDelivery(RegisteredDelivery.FINAL),
              Octets.owning("Hello".getBytes(StandardCharsets.ISO_8859_1)),
              Tlvs.NONE));
  private static final byte[] DELIVERED = PduCodec.encode(1, Pdu.DeliverSmResp.OK);
  private static final int SEQUENCE_AT = 12;

  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[1 << 18];
  private final ByteBuffer write = ByteBuffer.allocate(1 << 20);
  private int size;
  private int sequence = 1;
  private long taken;
  private long refused;
  private long receipts;

  /// What came of it, once all that was taken had its receipt.
  record Tally(long taken, long refused, long receipts) {}

  private Flood(Socket socket) throws IOException {
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  /// Submits for so long, then waits for all answers and receipts.
  static Tally over(int port, Duration length, int window) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      return new Flood(socket).run(length, window);
    }
  }

  private Tally run(Duration length, int window) throws IOException {
    out.write(
        PduCodec.encode(
            1,
            new Pdu.Bind(BindMode.TRANSCEIVER, "sandbox", "sandbox", "", 0x34, SmppAddress.NONE)));
    for (int i = 0; i < window; i++) {
      submit();
    }
    long until = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < until) {
      turn(true);
    }
    while (receipts < taken || refused + taken < sequence - 1) {
      turn(false);
    }
    return new Tally(taken, refused, receipts);
  }

  private void submit() {
    write.put(SUBMIT).putInt(write.position() - SUBMIT.length + SEQUENCE_AT, ++sequence);
  }

  /// One write and one read.
  private void turn(boolean goesOn) throws IOException {
    out.write(write.array(), 0, write.position());
    write.clear();
    int read = in.read(buffer, size, buffer.length - size);
    if (read < 0) {
      throw new IOException("the centre closed");
    }
    size += read;
    var octets = ByteBuffer.wrap(buffer, 0, size);
    int from = 0;
    while (size - from >= PduCodec.HEADER_LENGTH && size - from >= octets.getInt(from)) {
      hear(octets, from, goesOn);
      from += octets.getInt(from);
    }
    System.arraycopy(buffer, from, buffer, 0, size - from);
    size -= from;
  }

  private void hear(ByteBuffer octets, int from, boolean goesOn) {
    int command = octets.getInt(from + 4);
    if (command == CommandId.DELIVER_SM) {
      receipts++;
      write
          .put(DELIVERED)
          .putInt(
              write.position() - DELIVERED.length + SEQUENCE_AT, octets.getInt(from + SEQUENCE_AT));
    } else if (command == (CommandId.RESPONSE | CommandId.SUBMIT_SM)) {
      if (octets.getInt(from + 8) == 0) {
        taken++;
      } else {
        refused++;
      }
      if (goesOn) {
        submit();
      }
    }
  }
}
