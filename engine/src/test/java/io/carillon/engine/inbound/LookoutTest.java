package io.carillon.engine.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Id;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LookoutTest {
  private final Lookout lookout = new Lookout();

  private Brought added(int mark) {
    var one = new Brought(new Id(0, mark), 1, Instant.EPOCH, 1, Answering.to(0));
    lookout.add(one);
    return one;
  }

  @Test
  void beyondABoundTheOldestGoesFirstAndOfThoseWhoMayBeLostBefore() {
    var first = added(1);
    var second = added(2);
    added(3);
    assertThat(lookout.beyond(3)).isNull();

    assertThat(lookout.beyond(2)).isSameAs(first);
    lookout.lose(second);
    assertThat(lookout.beyond(2)).isSameAs(second);
    lookout.remove(second);
    assertThat(lookout.size()).isEqualTo(2);
    assertThat(second.known).isFalse();
  }

  @Test
  void theOldestOfThoseThatMayBeLostIsTheOneThatComesAgain() {
    var first = added(1);
    var second = added(1);
    var window = Duration.ofHours(1);
    assertThat(lookout.find(new Id(0, 1), 1, window)).isNull();

    second.answering = second.answering.ended(1, Answering.Cause.BREAK);
    assertThat(lookout.find(new Id(0, 1), 1, window)).isSameAs(second);
    first.answering = first.answering.ended(1, Answering.Cause.BREAK);
    assertThat(lookout.find(new Id(0, 1), 1, window)).isSameAs(first);
    assertThat(lookout.find(new Id(0, 2), 1, window)).isNull();
  }
}
