package io.carillon.store;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Address;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Touch;
import io.carillon.model.Touch.Limit;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// For how long it is kept how often people were written to, whatever the tables are kept in.
interface TouchesKeptContract {
  Store store();

  private static Touch touch(Samples samples, Address person, Instant at, Duration counts) {
    return new Touch(samples.id(), ACCOUNT, person, "SHOP", at, at.plus(counts));
  }

  private void count(Touch... touches) throws InterruptedException {
    var writes = new ArrayList<Write>();
    for (var touch : touches) {
      writes.add(new Write.Touched(touch));
    }
    assertThat(store().commits().write(Samples.inside(writes.toArray(Write[]::new))))
        .isEqualTo(new Result.Done());
  }

  private Result ask(Touch touch, Duration within) throws InterruptedException {
    var guard = new Guard.Seldom(touch, List.of(new Limit(1, within, false)));
    return store().commits().write(new Commit(Urgency.ACCEPT, List.of(guard), List.of()));
  }

  @Test
  default void aMessageIsCountedUntilItsTimeIsOverAndThenDropped() throws Exception {
    var samples = new Samples(1);
    var person = Address.phone("+14155550181");
    var week = Duration.ofDays(7);
    count(touch(samples, person, START, week));
    var last = START.plus(week).minusNanos(1_000);
    store().sweep(START.plus(week));
    assertThat(ask(touch(samples, person, last, week), week))
        .as("it counts to the last microsecond")
        .isInstanceOf(Result.TooOften.class);

    assertThat(store().sweep(START.plus(week).plusNanos(1_000))).isEqualTo(1);

    assertThat(ask(touch(samples, person, last, week), week))
        .as("nothing is left of it")
        .isEqualTo(new Result.Done());
    assertThat(store().sweep(START.plus(week.multipliedBy(2)))).isZero();
  }

  @Test
  default void howeverManyAreOverAllGoAndTheOthersStay() throws Exception {
    var samples = new Samples(2);
    var hour = Duration.ofHours(1);
    var day = Duration.ofDays(1);
    var touches = new ArrayList<Touch>();
    for (int i = 0; i < 1_100; i++) {
      touches.add(touch(samples, Address.phone("+1415555" + (1_000 + i)), START, hour));
    }
    count(touches.toArray(Touch[]::new));
    var stays = Address.phone("+14155550182");
    count(touch(samples, stays, START, day));

    assertThat(store().sweep(START.plus(hour.multipliedBy(2)))).isEqualTo(1_100);

    assertThat(ask(touch(samples, stays, START.plus(hour), day), day))
        .isInstanceOf(Result.TooOften.class);
  }
}
