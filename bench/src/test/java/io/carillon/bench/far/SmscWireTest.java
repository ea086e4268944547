package io.carillon.bench.far;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The far end against bytes that no good client sends, and in pieces that no client chooses.
final class SmscWireTest {
  private static final String BIND = "00000017000000090000000000000001" + "00000034000000";
  private static final String ENQUIRE = "00000010000000150000000000000007";

  private final Tally tally = new Tally();
  private Smsc smsc;
  private Socket socket;
  private DataInputStream in;

  @BeforeEach
  void connect() throws IOException {
    smsc = new Smsc(FarPlan.USUAL, tally);
    socket = new Socket(InetAddress.getLoopbackAddress(), smsc.port());
    socket.setSoTimeout(10_000);
    in = new DataInputStream(socket.getInputStream());
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
    smsc.close();
  }

  @Test
  void aByteAtATimeIsEnough() throws IOException {
    socket.setTcpNoDelay(true);
    for (var value : HexFormat.of().parseHex(BIND + ENQUIRE)) {
      socket.getOutputStream().write(value);
    }

    assertAnswer(0x80000009, 0, 1);
    assertAnswer(0x80000015, 0, 7);
  }

  @Test
  void submittingBeforeBindingIsRefused() throws IOException {
    send("00000010000000040000000000000002");

    assertAnswer(0x80000004, 0x04, 2);
    assertThat(tally.counts().submits()).isZero();
  }

  @Test
  void aCutSubmitIsRefused() throws IOException {
    send(BIND + "00000012000000040000000000000002" + "0001");

    assertAnswer(0x80000009, 0, 1);
    assertAnswer(0x80000004, 0x01, 2);
  }

  @Test
  void anUnknownCommandGetsAGenericNack() throws IOException {
    send("00000010000007770000000000000003" + ENQUIRE);

    assertAnswer(0x80000000, 0x03, 3);
    assertAnswer(0x80000015, 0, 7);
  }

  @Test
  void anImpossibleLengthEndsTheSession() throws IOException {
    send("7FFFFFFF000000040000000000000003");

    assertAnswer(0x80000000, 0x02, 0);
    assertThat(in.read()).isEqualTo(-1);
  }

  @Test
  void unbindingIsAnsweredAndEnds() throws IOException {
    send(BIND + "00000010000000060000000000000002");

    assertAnswer(0x80000009, 0, 1);
    assertAnswer(0x80000006, 0, 2);
    assertThat(in.read()).isEqualTo(-1);
  }

  @Test
  void randomBytesNeverStopTheOthers() throws IOException {
    var random = new Random(11);
    for (var i = 0; i < 50; i++) {
      try (var other = new Socket(InetAddress.getLoopbackAddress(), smsc.port())) {
        var bytes = new byte[random.nextInt(2_000)];
        random.nextBytes(bytes);
        if (bytes.length > 4 && random.nextBoolean()) {
          bytes[0] = 0;
          bytes[1] = 0;
          bytes[2] = 0;
          bytes[3] = (byte) (16 + random.nextInt(100));
        }
        other.getOutputStream().write(bytes);
      }
    }

    send(ENQUIRE);

    assertAnswer(0x80000015, 0, 7);
  }

  private void send(String hex) throws IOException {
    socket.getOutputStream().write(HexFormat.of().parseHex(hex));
  }

  private void assertAnswer(int command, int status, int sequence) throws IOException {
    var length = in.readInt();
    assertThat(in.readInt()).as("command").isEqualTo(command);
    assertThat(in.readInt()).as("status").isEqualTo(status);
    assertThat(in.readInt()).as("sequence").isEqualTo(sequence);
    in.readNBytes(length - 16);
  }
}
