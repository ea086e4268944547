package io.carillon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.port.StoreBusy;
import io.carillon.model.port.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final List<Turns> open = new ArrayList<>();

  @AfterEach
  void close() {
    mayEnd.countDown();
    others.close();
    open.forEach(Turns::close);
  }

  private Turns turns(int waitingMax, Duration patience) {
    var turns = new Turns("questions", 1, waitingMax, patience);
    open.add(turns);
    return turns;
  }

  /// A question that has begun and does not end.
  private Future<String> held(Turns turns) throws InterruptedException {
    var first = others.submit(() -> turns.take(this::waited));
    begun.await();
    return first;
  }

  private String waited() {
    begun.countDown();
    try {
      mayEnd.await();
      return "done";
    } catch (InterruptedException cut) {
      throw new IllegalStateException(cut);
    }
  }

  private void ends(Future<String> first) throws Exception {
    mayEnd.countDown();
    assertThat(first.get()).isEqualTo("done");
  }

  @Test
  void whoWaitsTooLongIsRefusedAndTheNextIsAnswered() throws Exception {
    var turns = turns(1, Duration.ofMillis(20));
    var first = held(turns);

    assertThatThrownBy(() -> turns.take(() -> "never")).isInstanceOf(StoreBusy.class);

    ends(first);
    assertThat(turns.take(() -> "next")).isEqualTo("next");
  }

  @Test
  void ofTooManyTheLastIsRefusedAtOnce() throws Exception {
    var turns = turns(0, Duration.ofHours(1));
    var first = held(turns);

    assertThatThrownBy(() -> turns.take(() -> "never")).isInstanceOf(StoreBusy.class);

    ends(first);
  }

  @Test
  void whoHasBegunIsWaitedForHoweverLongItTakes() throws Exception {
    var first = held(turns(1, Duration.ofMillis(20)));

    assertThatThrownBy(() -> first.get(100, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);

    ends(first);
  }

  @Test
  void whatAQuestionThrowsIsThrownToWhoAsked() {
    var turns = turns(1, Duration.ofSeconds(10));

    assertThatThrownBy(() ->
            turns.take(() -> {
              throw new IllegalArgumentException("no such page");
            }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no such page");
    assertThat(turns.take(() -> "next")).isEqualTo("next");
  }

  @Test
  void closingLetsTheFirstEndAndDropsThoseThatWait() throws Exception {
    var turns = turns(1, Duration.ofHours(1));
    var first = held(turns);
    var second = others.submit(() -> turns.take(() -> "never"));
    while (turns.waiting() == 0) {
      Thread.onSpinWait();
    }
    var closing = others.submit(turns::close);

    assertThatThrownBy(second::get).hasRootCauseInstanceOf(StoreException.class);
    ends(first);
    closing.get();
    assertThatThrownBy(() -> turns.take(() -> "never"))
        .isInstanceOf(StoreException.class)
        .hasMessage("the store is closed");
  }
}
