package io.carillon.bench.mark;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RecipientsTest {
  @Test
  void whatIsSentBesideTheLoadIsKnownAndNotCounted() {
    var number = Recipients.aside(7).substring(1).getBytes(US_ASCII);

    assertThat(Recipients.sequenceOf(number, 0, number.length)).isEqualTo(Recipients.ASIDE);
    assertThat(Recipients.sequenceIn(number, 0, number.length)).isEqualTo(-1);
  }

  @Test
  void numbersAndMessagesBelongTogether() {
    for (var sequence : new int[] {0, 1, 9, 10, 123_456, Recipients.COUNT - 1}) {
      var number = Recipients.number(sequence).getBytes(US_ASCII);

      assertThat(number).hasSize(12);
      assertThat(Recipients.sequenceOf(number, 1, 12)).isEqualTo(sequence);
    }
  }

  @Test
  void digitsAreWrittenInPlace() {
    var bytes = "+1415.......!".getBytes(US_ASCII);

    Recipients.digits(42, bytes, 5);

    assertThat(new String(bytes, US_ASCII)).isEqualTo("+14152000042!");
  }

  @Test
  void theRecipientIsFoundInEachDialectsBody() {
    assertThat(in("{\"from\":\"+14155552671\",\"to\":\"+14152000007\"}")).isEqualTo(7);
    assertThat(in("{\"to\":\"14152000007\",\"from\":\"14155552671\"}")).isEqualTo(7);
    assertThat(in("From=%2B14155552671&To=%2B14152000007&X=y")).isEqualTo(7);
    assertThat(in("To=%2B14152000007")).isEqualTo(7);
  }

  @Test
  void whatIsNoRecipientOfOursIsNotFound() {
    assertThat(in("")).isEqualTo(-1);
    assertThat(in("+1415200000")).isEqualTo(-1);
    assertThat(in("+141520000077")).as("one digit more").isEqualTo(-1);
    assertThat(in("msg_14152000007a-14152000007")).as("digits of an id").isEqualTo(-1);
    assertThat(in(Recipients.SENDER)).as("the sender").isEqualTo(-1);
    assertThat(in("+14151999999")).as("before the first").isEqualTo(-1);
    assertThat(in(Recipients.number(Recipients.COUNT))).as("after the last").isEqualTo(-1);
  }

  private static int in(String body) {
    var bytes = (" " + body).getBytes(US_ASCII);
    return Recipients.sequenceIn(bytes, 0, bytes.length);
  }
}
