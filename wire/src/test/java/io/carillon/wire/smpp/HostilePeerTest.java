package io.carillon.wire.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.carillon.wire.smpp.OurEnd.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Peers that keep no rule, against our client and against our server: nothing is lost, nothing is
/// told twice, and no slot of the window stays taken.
@Timeout(30)
class HostilePeerTest {
  private static final Duration SOON = Duration.ofMillis(60);

  @ParameterizedTest
  @EnumSource
  void oneOctetAtATime(Kind kind) throws Exception {
    try (var end = OurEnd.bound(kind, Sessions.PATIENT)) {
      int sequence = end.exchange(1)[0];
      end.peer().dribble(PduCodec.encode(7, end.theirs("drop by drop")));
      end.peer().dribble(PduCodec.encode(sequence, end.answer()));

      Incoming request = end.recorder().request();
      assertThat(request.pdu()).isEqualTo(end.theirs("drop by drop"));
      assertThat(end.recorder().answer()).isEqualTo(new Answer.Responded(0, end.answer()));
      assertThat(end.session().respond(request, request.pdu().refuse(0))).isTrue();
      assertThat(end.peer().next()).isEqualTo(new Decoded.Frame(7, request.pdu().refuse(0)));
      assertWindowFree(end);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everythingAtOnce(Kind kind) throws Exception {
    try (var end = OurEnd.bound(kind, Sessions.PATIENT)) {
      var together = new ByteArrayOutputStream();
      for (int sequence : end.exchange(100)) {
        together.write(PduCodec.encode(sequence, end.answer()));
        together.write(PduCodec.encode(10_000 + sequence, end.theirs("n" + sequence)));
      }
      together.write(PduCodec.encode(99_999, new Pdu.EnquireLink()));
      end.peer().write(together.toByteArray());

      assertThat(end.recorder().answers(100))
          .extracting(Answer::attachment)
          .doesNotHaveDuplicates()
          .hasSize(100);
      for (int i = 0; i < 100; i++) {
        Incoming request = end.recorder().request();
        end.session().respond(request, request.pdu().refuse(0));
      }
      var answered = new HashSet<Integer>();
      for (int i = 0; i < 101; i++) {
        answered.add(end.peer().next().sequence());
      }
      assertThat(answered).hasSize(101).contains(99_999);
      assertWindowFree(end);
    }
  }

  @ParameterizedTest
  @EnumSource
  void lengthsThatCannotBe(Kind kind) throws Exception {
    for (String length : List.of("00000000", "0000000f", "00011171", "7fffffff", "ffffffff")) {
      try (var end = OurEnd.bound(kind, Sessions.PATIENT)) {
        end.exchange(2);
        end.peer().write(HexFormat.of().parseHex(length));

        assertThat(end.peer().next())
            .isEqualTo(new Decoded.Frame(0, new Pdu.GenericNack(CommandStatus.RINVCMDLEN)));
        assertThat(end.peer().isEnded()).isTrue();
        end.peer().hangUp();
        assertThat(end.recorder().end().reason()).isEqualTo(SessionEnd.Reason.BAD_STREAM);
        assertAllLost(end, 2);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void lengthsThatDoNotHoldTheirFields(Kind kind) throws Exception {
    try (var end = OurEnd.bound(kind, Sessions.PATIENT)) {
      byte[] short16 = PduCodec.encode(5, new Pdu.Unbind());
      byte[] whole = PduCodec.encode(5, end.theirs("cut"));
      System.arraycopy(whole, 4, short16, 4, 4);
      end.peer().write(short16);
      assertThat(end.peer().next())
          .isEqualTo(new Decoded.Frame(5, end.theirs("").refuse(CommandStatus.RINVCMDLEN)));

      byte[] longer = Arrays.copyOf(whole, 60_000);
      longer[2] = (byte) (longer.length >>> 8);
      longer[3] = (byte) longer.length;
      end.peer().write(longer);
      assertThat(end.peer().next())
          .isEqualTo(new Decoded.Frame(5, end.theirs("").refuse(CommandStatus.RINVTLVSTREAM)));
      assertStillWorks(end);
    }
  }

  @ParameterizedTest
  @EnumSource
  void commandsNobodyKnows(Kind kind) throws Exception {
    try (var end = OurEnd.bound(kind, Sessions.PATIENT)) {
      int sequence = end.exchange(1)[0];
      // A request, a response under the number we wait for, and a PDU of the other direction.
      end.peer().write(HexFormat.of().parseHex("00000014000000ff000000000000000901020304"));
      end.peer().write(header(0x8000_00FF, sequence));
      end.peer().send(11, end.ours("the wrong way"));

      assertThat(end.peer().next())
          .isEqualTo(new Decoded.Frame(9, new Pdu.GenericNack(CommandStatus.RINVCMDID)));
      assertThat(end.peer().next())
          .isEqualTo(new Decoded.Frame(11, end.ours("").refuse(CommandStatus.RINVBNDSTS)));
      assertThat(end.recorder().answersSoFar()).isEmpty();
      end.peer().send(sequence, end.answer());
      assertThat(end.recorder().answer()).isEqualTo(new Answer.Responded(0, end.answer()));
      assertThat(end.session().counts().broken()).isEqualTo(2);
      assertStillWorks(end);
    }
  }

  @ParameterizedTest
  @EnumSource
  void silence(Kind kind) throws Exception {
    var settings =
        Sessions.PATIENT
            .withWindow(3)
            .withEnquireIdle(Duration.ofMillis(400))
            .withResponseTimeout(Duration.ofMillis(200));
    try (var end = OurEnd.bound(kind, settings)) {
      end.exchange(3);

      assertThat(end.recorder().answers(3))
          .allMatch(answer ->
              answer instanceof Answer.Unanswered(_, var cause) && cause == Answer.Cause.TIMED_OUT);
      assertThat(end.session().room()).isEqualTo(3);
      assertThat(end.peer().next(Pdu.EnquireLink.class)).isEqualTo(new Pdu.EnquireLink());
      assertThat(end.recorder().end().reason()).isEqualTo(SessionEnd.Reason.SILENT);
      assertThat(end.peer().isEnded()).isTrue();
      assertThat(end.recorder().answersSoFar()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void halfAClose(Kind kind) throws Exception {
    try (var end = OurEnd.bound(kind, Sessions.PATIENT)) {
      end.exchange(2);
      end.peer().socket().shutdownOutput();

      assertThat(end.recorder().end().reason()).isEqualTo(SessionEnd.Reason.PEER_CLOSED);
      assertThat(end.peer().isEnded()).isTrue();
      assertAllLost(end, 2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPduThatNeverEnds(Kind kind) throws Exception {
    try (var end = OurEnd.bound(kind, Sessions.PATIENT)) {
      byte[] whole = PduCodec.encode(5, end.theirs("cut off"));
      end.peer().write(Arrays.copyOf(whole, whole.length - 1));
      end.exchange(1);
      end.peer().socket().shutdownOutput();

      assertThat(end.recorder().end().reason()).isEqualTo(SessionEnd.Reason.PEER_CLOSED);
      assertThat(end.recorder().hasRequest()).isFalse();
      assertAllLost(end, 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void numbersThatWereNeverGiven(Kind kind) throws Exception {
    try (var end = OurEnd.bound(kind, Sessions.PATIENT)) {
      int sequence = end.exchange(1)[0];
      int[] wrong = {0, -1, Integer.MIN_VALUE, sequence + 1, sequence + 256, Integer.MAX_VALUE};
      for (int number : wrong) {
        end.peer().send(number, end.answer());
      }
      // Whatever number a request has, its response has the same.
      for (int number : wrong) {
        end.peer().send(number, new Pdu.EnquireLink());
        assertThat(end.peer().next())
            .isEqualTo(new Decoded.Frame(number, new Pdu.EnquireLinkResp(0)));
      }
      assertThat(end.recorder().answersSoFar()).isEmpty();
      assertThat(end.session().inFlight()).isEqualTo(1);
      end.peer().send(sequence, end.answer());

      assertThat(end.recorder().answer()).isEqualTo(new Answer.Responded(0, end.answer()));
      assertThat(end.session().counts().stray()).isEqualTo(wrong.length);
      assertWindowFree(end);
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersInAnyOrderAndMoreThanOnce(Kind kind) throws Exception {
    try (var end = OurEnd.bound(kind, Sessions.PATIENT.withWindow(50))) {
      for (int round = 0; round < 20; round++) {
        int[] sequences = end.exchange(50);
        var order = new ArrayList<Integer>();
        for (int i = 0; i < 50; i++) {
          order.addAll(List.of(i, i, i));
        }
        Collections.shuffle(order, new Random(round));
        for (int i : order) {
          end.peer().send(sequences[i], end.answer());
        }

        assertThat(end.recorder().answers(50))
            .extracting(Answer::attachment)
            .doesNotHaveDuplicates()
            .hasSize(50);
        end.peer().send(1, new Pdu.EnquireLink());
        end.peer().next(Pdu.EnquireLinkResp.class);
        assertThat(end.recorder().answersSoFar()).isEmpty();
        assertThat(end.session().counts().stray()).isEqualTo((round + 1) * 100L);
        assertWindowFree(end);
      }
    }
  }

  /// Answers some, twice some, some wrongly and some not at all, in any order.
  @ParameterizedTest
  @EnumSource
  void allOfItTogether(Kind kind) throws Exception {
    var random = new SplittableRandom(11);
    var settings = Sessions.PATIENT.withWindow(16).withResponseTimeout(Duration.ofMillis(150));
    try (var end = OurEnd.bound(kind, settings)) {
      for (int round = 0; round < 8; round++) {
        for (int sequence : end.exchange(16)) {
          switch (random.nextInt(6)) {
            case 0 -> {
              // Never answered.
            }
            case 1 -> end.peer().send(sequence, new Pdu.GenericNack(CommandStatus.RSYSERR));
            case 2 -> end.peer().write(header(end.answer().commandId() ^ 0x1000, sequence));
            case 3 -> {
              end.peer().send(sequence, end.answer());
              end.peer().send(sequence, end.answer());
            }
            default -> end.peer().send(sequence, end.answer());
          }
        }
        assertThat(end.recorder().answers(16))
            .extracting(Answer::attachment)
            .doesNotHaveDuplicates()
            .hasSize(16);
        assertWindowFree(end);
      }
      assertStillWorks(end);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rubbish(Kind kind) throws Exception {
    var random = new SplittableRandom(42);
    for (int round = 0; round < 25; round++) {
      try (var end = OurEnd.bound(kind, Sessions.PATIENT)) {
        end.exchange(3);
        byte[] rubbish = new byte[random.nextInt(1, 400)];
        random.nextBytes(rubbish);
        end.peer().write(rubbish);
        end.peer().socket().shutdownOutput();
        while (!end.peer().isEnded()) {
          // Whatever it answers, it must come to an end.
        }

        assertThat(end.recorder().end()).isNotNull();
        assertThat(end.recorder().answers(3)).extracting(Answer::attachment).contains(0, 1, 2);
        assertThat(end.session().inFlight()).isZero();
      }
    }
  }

  /// Sound PDUs with a few octets turned, so that the damage lies deeper than in rubbish.
  @ParameterizedTest
  @EnumSource
  void damagedPdus(Kind kind) throws Exception {
    var random = new SplittableRandom(43);
    for (int round = 0; round < 25; round++) {
      try (var end = OurEnd.bound(kind, Sessions.PATIENT.withUnbindTimeout(SOON))) {
        end.exchange(3);
        for (Pdu pdu : new SamplePdus(round).one()) {
          byte[] bytes = PduCodec.encode(random.nextInt(1, 6), pdu);
          bytes[random.nextInt(4, bytes.length)] ^= (byte) (1 << random.nextInt(8));
          writeWhereStillHeard(end.peer(), bytes);
        }
        writeWhereStillHeard(end.peer(), new byte[] {0, 0, 0, 0});
        while (!end.peer().isEnded()) {
          // It may answer and refuse what it likes, as long as it comes to an end.
        }
        end.peer().hangUp();

        assertThat(end.recorder().end()).isNotNull();
        assertThat(end.recorder().answers(3)).extracting(Answer::attachment).contains(0, 1, 2);
        assertThat(end.session().inFlight()).isZero();
      }
    }
  }

  /// Sockets, selectors and threads of sessions that ended, however they ended.
  @ParameterizedTest
  @EnumSource
  void whatEndedLeavesNothingOpen(Kind kind) throws Exception {
    long before = openFiles();
    int rounds = 60;
    for (int round = 0; round < rounds; round++) {
      try (var end = OurEnd.bound(kind, Sessions.PATIENT.withUnbindTimeout(SOON))) {
        switch (round % 3) {
          case 0 -> end.peer().hangUp();
          case 1 -> end.peer().socket().shutdownOutput();
          default -> end.session().unbind(Duration.ZERO);
        }
        assertThat(end.recorder().end()).isNotNull();
      }
    }

    // A session that leaks keeps a socket and a selector at least.
    assertThat(openFiles()).isLessThan(before + rounds);
  }

  private static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  private static void writeWhereStillHeard(RawPeer peer, byte[] bytes) {
    try {
      peer.write(bytes);
    } catch (IOException e) {
      // It closed already, which it may.
    }
  }

  private static byte[] header(int commandId, int sequence) {
    byte[] bytes = PduCodec.encode(sequence, new Pdu.EnquireLink());
    for (int i = 0; i < 4; i++) {
      bytes[4 + i] = (byte) (commandId >>> (24 - 8 * i));
    }
    return bytes;
  }

  private static void assertAllLost(OurEnd end, int count) throws InterruptedException {
    assertThat(end.recorder().answers(count))
        .allMatch(answer ->
            answer instanceof Answer.Unanswered(_, var cause) && cause == Answer.Cause.LINK_LOST)
        .extracting(Answer::attachment)
        .doesNotHaveDuplicates();
    assertThat(end.recorder().answersSoFar()).isEmpty();
    assertThat(end.session().inFlight()).isZero();
    assertThat(end.session().room()).isZero();
  }

  private static void assertWindowFree(OurEnd end) {
    assertThat(end.session().inFlight()).isZero();
    assertThat(end.session().room()).isGreaterThanOrEqualTo(16);
  }

  private static void assertStillWorks(OurEnd end) throws Exception {
    end.peer().send(end.exchange(1)[0], end.answer());
    assertThat(end.recorder().answer()).isEqualTo(new Answer.Responded(0, end.answer()));
    end.peer().send(77, end.theirs("still"));
    assertThat(end.recorder().request().pdu()).isEqualTo(end.theirs("still"));
    assertWindowFree(end);
  }
}
