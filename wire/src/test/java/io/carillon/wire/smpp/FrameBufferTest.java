package io.carillon.wire.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FrameBufferTest {
  @Test
  void cutsAStreamIntoItsPdusHoweverItComes() throws Exception {
    for (int pieceMax : new int[] {1, 2, 3, 16, 17, 100, 5_000, 100_000}) {
      var sent = new ArrayList<Decoded>();
      var stream = new ByteArrayOutputStream();
      for (int seed = 0; seed < 20; seed++) {
        for (Pdu pdu : new SamplePdus(seed).one()) {
          sent.add(new Decoded.Frame(sent.size() + 1, pdu));
          stream.write(PduCodec.encode(sent.size(), pdu));
        }
      }

      assertThat(cut(stream.toByteArray(), pieceMax, pieceMax)).isEqualTo(sent);
    }
  }

  @Test
  void takesThePduOfTheLargestSizeAmongSmallOnes() throws Exception {
    var stream = new ByteArrayOutputStream();
    byte[] small = PduCodec.encode(1, new Pdu.EnquireLink());
    byte[] large = new byte[PduCodec.LENGTH_MAX];
    System.arraycopy(PduCodec.encode(2, new Pdu.EnquireLinkResp(0)), 4, large, 4, 12);
    large[1] = (byte) (large.length >>> 16);
    large[2] = (byte) (large.length >>> 8);
    large[3] = (byte) large.length;
    stream.write(small);
    stream.write(large);
    stream.write(small);

    assertThat(cut(stream.toByteArray(), 1_000, 9))
        .containsExactly(
            new Decoded.Frame(1, new Pdu.EnquireLink()),
            new Decoded.Frame(2, new Pdu.EnquireLinkResp(0)),
            new Decoded.Frame(1, new Pdu.EnquireLink()));
  }

  @Test
  void comesToAnEndWithWhateverStream() throws Exception {
    var random = new SplittableRandom(8);
    for (int round = 0; round < 400; round++) {
      var stream = new ByteArrayOutputStream();
      for (Pdu pdu : new SamplePdus(round).one()) {
        stream.write(PduCodec.encode(1, pdu));
      }
      byte[] bytes = stream.toByteArray();
      for (int i = random.nextInt(1, 30); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }

      for (Decoded decoded : cut(bytes, random.nextInt(1, 3_000), round)) {
        if (decoded instanceof Decoded.Frame(int sequence, var pdu)) {
          assertComesBack(sequence, pdu);
        }
      }
    }
  }

  /// What we were able to read we can say again, and it means the same.
  private static void assertComesBack(int sequence, Pdu pdu) {
    byte[] again;
    try {
      again = PduCodec.encode(sequence, pdu);
    } catch (PduEncodeException e) {
      // Reading is more lenient than writing, as with a short_message of 255 octets.
      assertThat(e).hasMessageContaining("at most");
      return;
    }
    assertThat(PduCodec.decode(again, 0, again.length)).isEqualTo(new Decoded.Frame(sequence, pdu));
  }

  /// All PDUs of a stream that comes in pieces of 1 to `pieceMax` octets, up to a length that
  /// cannot be.
  private static List<Decoded> cut(byte[] stream, int pieceMax, long seed) throws IOException {
    var random = new SplittableRandom(seed);
    var frames = new FrameBuffer();
    var all = new ArrayList<Decoded>();
    int[] from = {0};
    FrameBuffer.Source source =
        (into, at, length) -> {
          int piece = Math.min(random.nextInt(1, pieceMax + 1), stream.length - from[0]);
          int count = Math.min(piece, length);
          System.arraycopy(stream, from[0], into, at, count);
          from[0] += count;
          return count == 0 ? -1 : count;
        };
    while (frames.fill(source)) {
      for (Decoded next = frames.next(); next != null; next = frames.next()) {
        all.add(next);
        if (next instanceof Decoded.Broken broken && !broken.streamGoesOn()) {
          return all;
        }
      }
    }
    return all;
  }
}
