package io.carillon.wire.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PendingRequestsTest {
  private static final int RESP = CommandId.RESPONSE | CommandId.SUBMIT_SM;

  @Test
  void numbersWrapFromTheLargestToOne() {
    var pending = new PendingRequests(4, PduCodec.SEQUENCE_MAX - 1);

    assertThat(add(pending, "a")).isEqualTo(PduCodec.SEQUENCE_MAX - 1);
    assertThat(add(pending, "b")).isEqualTo(PduCodec.SEQUENCE_MAX);
    assertThat(add(pending, "c")).isEqualTo(1);
    assertThat(pending.answered(PduCodec.SEQUENCE_MAX, RESP)).isEqualTo("b");
    assertThat(pending.answered(PduCodec.SEQUENCE_MAX, RESP)).isNull();
    assertThat(pending.answered(1, RESP)).isEqualTo("c");
    assertThat(pending.count()).isEqualTo(1);
  }

  @Test
  void aNumberWhoseSlotIsTakenIsLeftOut() {
    var pending = new PendingRequests(2, 1);
    assertThat(add(pending, "old")).isEqualTo(1);
    for (int i = 2; i <= 4; i++) {
      int sequence = add(pending, "x");
      assertThat(sequence).isEqualTo(i);
      assertThat(pending.answered(sequence, RESP)).isEqualTo("x");
    }

    assertThat(add(pending, "next")).isEqualTo(6);
    assertThat(pending.answered(5, RESP)).isNull();
    assertThat(pending.answered(1, RESP)).isEqualTo("old");
  }

  @Test
  void answersNothingToNumbersThatCannotBe() {
    var pending = new PendingRequests(2, 1);

    assertThat(pending.answered(0, RESP)).isNull();
    assertThat(pending.answered(-1, RESP)).isNull();
    assertThat(pending.answered(Integer.MIN_VALUE, RESP)).isNull();
  }

  @Test
  void expiresOnlyWhatIsDue() {
    var pending = new PendingRequests(4, 1);
    pending.add(pending.nextSequence(), RESP, "a", 100, 0);
    pending.add(pending.nextSequence(), RESP, "b", 200, 0);

    assertThat(pending.expired(99)).isEmpty();
    assertThat(pending.expired(150))
        .containsExactly(new Answer.Unanswered("a", Answer.Cause.TIMED_OUT));
    assertThat(pending.expired(150)).isEmpty();
    assertThat(pending.count()).isEqualTo(1);
  }

  @Test
  void tellsWhatWasNeverSent() {
    var pending = new PendingRequests(4, 1);
    pending.add(pending.nextSequence(), RESP, "sent", 0, 0);
    pending.add(pending.nextSequence(), RESP, "unsent", 0, 80);

    assertThat(pending.lost(80))
        .containsExactly(
            new Answer.Unanswered("sent", Answer.Cause.LINK_LOST),
            new Answer.Unanswered("unsent", Answer.Cause.NOT_SENT));
    assertThat(pending.count()).isZero();
  }

  @Test
  void behavesLikeAMap() {
    for (int window : new int[] {1, 2, 3, 100, 129}) {
      var random = new SplittableRandom(window);
      var pending = new PendingRequests(window, PduCodec.SEQUENCE_MAX - 300);
      Map<Integer, Object> model = new HashMap<>();
      for (int step = 0; step < 5_000; step++) {
        if (model.size() < window && random.nextBoolean()) {
          Integer attachment = step;
          int sequence = add(pending, attachment);
          assertThat(sequence).isPositive();
          assertThat(model.put(sequence, attachment)).isNull();
        } else if (!model.isEmpty()) {
          var numbers = new HashSet<>(model.keySet());
          int sequence = numbers.stream().skip(random.nextInt(numbers.size())).findFirst().get();
          assertThat(pending.answered(sequence, RESP)).isEqualTo(model.remove(sequence));
        }
        assertThat(pending.count()).isEqualTo(model.size());
      }
    }
  }

  private static int add(PendingRequests pending, Object attachment) {
    int sequence = pending.nextSequence();
    pending.add(sequence, RESP, attachment, 0, 0);
    return sequence;
  }
}
