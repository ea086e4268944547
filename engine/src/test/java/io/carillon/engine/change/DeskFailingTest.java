package io.carillon.engine.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Commit.Urgency;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a desk does where the store refuses, fails, or knows better.
class DeskFailingTest extends DeskRig {
  @Test
  void readsAndDecidesAgainWhereTheSeedWasOld() {
    var message = stored();
    changedElsewhere(message);
    store.drain();

    settle(wish(message));
    settle();

    assertThat(count(kept(message))).isEqualTo(2);
    assertThat(endings.ended).containsExactly(Optional.of(kept(message)));
  }

  @Test
  void makesNoSecondDecisionOnASeedThatIsNotProven() {
    var message = stored();
    changedElsewhere(message);
    store.drain();

    settle(wish(message));
    settle(fact(message));
    assertThat(store.commits().waiting()).as("the second waits").isEqualTo(1);
    settle();

    assertThat(count(kept(message))).isEqualTo(3);
    assertThat(endings.ended).hasSize(2);
  }

  @Test
  void losesNoneOfManyDecisionsWhereOneIsRefused() {
    var message = stored();
    desk.admit(message);
    for (int i = 0; i < 5; i++) {
      settle(fact(message));
    }
    store.breakNext(1);

    settle();
    tasks.pass(Duration.ofSeconds(2));
    settle();

    assertThat(count(kept(message))).isEqualTo(5);
    assertThat(kept(message).state().rev()).isEqualTo(5);
    assertThat(endings.ended).hasSize(5);
    assertThat(endings.broken).isZero();
  }

  @Test
  void decidesNothingOnATornMessageUntilAllItsCommitsAreBack() {
    var message = stored();
    desk.admit(message);
    settle(fact(message));
    settle(fact(message));
    store.breakNext(1);
    store.step(1);

    settle(fact(message));

    assertThat(store.commits().waiting()).as("the second of the torn line").isEqualTo(1);
    settle();
    tasks.pass(Duration.ofSeconds(2));
    settle();
    assertThat(count(kept(message))).isEqualTo(3);
  }

  @Test
  void triesAFactAgainUntilItIsWritten() {
    var message = stored();
    store.breakNext(3);

    settle(fact(message));
    for (int i = 0; i < 4; i++) {
      settle();
      tasks.pass(Duration.ofSeconds(1));
    }
    settle();

    assertThat(count(kept(message))).isEqualTo(1);
    assertThat(endings.ended).hasSize(1);
    assertThat(endings.broken).isZero();
  }

  @Test
  void dropsAWishThatTheStoreCannotWrite() {
    var message = stored();
    store.breakNext(1);

    settle(wish(message));
    settle();
    tasks.pass(Duration.ofSeconds(5));
    settle();

    assertThat(count(kept(message))).isZero();
    assertThat(endings.broken).isEqualTo(1);
    assertThat(endings.ended).isEmpty();
    assertThat(woken).isEmpty();
  }

  @Test
  void triesAFactAgainThatCouldNotBeRead() {
    var message = stored();
    store.unreadable(true);
    settle(fact(message));
    tasks.settle();
    store.unreadable(false);
    assertThat(endings.ended).isEmpty();

    tasks.pass(Duration.ofSeconds(1));
    settle();

    assertThat(count(kept(message))).isEqualTo(1);
  }

  @Test
  void asksAFactAgainWhereMemoryWasNotSureThatNothingIsToBeDone() {
    var message = stored();
    changedElsewhere(message);
    store.drain();
    Decision second = current -> count(current) == 0 ? Optional.empty() : counted(current);

    desk.settle(List.of(Matter.fact(message.id(), second, endings).about(message)), Urgency.INSIDE);
    settle();

    assertThat(count(kept(message))).isEqualTo(2);
  }

  @Test
  void givesUpOnAWishThatKeepsLosing() {
    var message = stored();
    Decision losing =
        current -> {
          changedElsewhere(current);
          return counted(current);
        };

    desk.settle(
        List.of(new Matter(message.id(), Optional.of(message), losing, Matter.Kind.WISH, endings)),
        Urgency.INSIDE);
    settle();

    assertThat(endings.broken).isEqualTo(1);
    assertThat(desk.inFlight()).isZero();
  }
}
