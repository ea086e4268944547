package io.carillon.engine.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.lane.Lane.Held;
import io.carillon.engine.lane.Lane.Limits;
import io.carillon.model.Priority;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneTest {
  private static final List<Priority> PRIORITIES = List.of(Priority.values());

  private final Lane<Integer, String> lane = new Lane<>(Limits.USUAL);

  private static Held<Integer, String> entry(int key, Priority priority, String flow) {
    return new Held<>(key, "entry " + key, priority, flow);
  }

  private static Held<Integer, String> entry(int key, String flow) {
    return entry(key, Priority.NORMAL, flow);
  }

  private static Held<Integer, String> entry(int key) {
    return entry(key, "a");
  }

  private static List<Integer> keys(List<Held<Integer, String>> entries) {
    return entries.stream().map(Held::key).toList();
  }

  @Test
  void givesTheOldestOfAFlowFirst() {
    lane.offer(entry(1));
    lane.offer(entry(2));
    lane.offer(entry(3));

    assertThat(keys(lane.take(2))).containsExactly(1, 2);
    assertThat(keys(lane.take(2))).containsExactly(3);
    assertThat(lane.take(2)).isEmpty();
  }

  @Test
  void givesTheHigherPriorityFirstWhateverCameFirst() {
    for (int i = PRIORITIES.size() - 1; i >= 0; i--) {
      lane.offer(entry(i, PRIORITIES.get(i), "a"));
    }

    assertThat(keys(lane.take(10)))
        .containsExactlyElementsOf(IntStream.range(0, PRIORITIES.size()).boxed().toList());
  }

  @Test
  void passesOverFlowsThatMayNotGo() {
    lane.offer(entry(1, "held"));
    lane.offer(entry(2, "free"));
    lane.offer(entry(3, "held"));
    lane.offer(entry(4, Priority.LOW, "free"));

    assertThat(keys(lane.take(10, flow -> !flow.equals("held")))).containsExactly(2, 4);
    assertThat(lane.waiting()).isEqualTo(2);
    assertThat(keys(lane.take(10))).containsExactly(1, 3);
  }

  @Test
  void asksBeforeEachEntryWhetherItsFlowMayGo() {
    for (int i = 0; i < 5; i++) {
      lane.offer(entry(i, "counted"));
      lane.offer(entry(10 + i, "free"));
    }
    var left = new int[] {2};

    var taken = keys(lane.take(10, flow -> flow.equals("free") || left[0]-- > 0));

    assertThat(taken).containsExactlyInAnyOrder(0, 1, 10, 11, 12, 13, 14);
  }

  @Test
  void letsFlowsTakeTurns() {
    for (int i = 0; i < 4; i++) {
      lane.offer(entry(i, "busy"));
    }
    lane.offer(entry(10, "calm"));
    lane.offer(entry(20, "shy"));
    lane.offer(entry(21, "shy"));

    assertThat(keys(lane.take(10))).containsExactly(0, 10, 20, 1, 21, 2, 3);
  }

  @Test
  void goesOnWithTheNextFlowAtTheNextTaking() {
    lane.offer(entry(1, "a"));
    lane.offer(entry(2, "a"));
    lane.offer(entry(3, "b"));

    assertThat(keys(lane.take(1))).containsExactly(1);
    assertThat(keys(lane.take(1))).containsExactly(3);
    assertThat(keys(lane.take(1))).containsExactly(2);
  }

  @Test
  void holdsAnEntryUntilItIsReleasedAndNeverTwice() {
    lane.offer(entry(1));
    lane.offer(entry(1));
    assertThat(lane.waiting()).isEqualTo(1);

    lane.take(1);
    lane.offer(entry(1));
    assertThat(lane.waiting()).isZero();
    assertThat(lane.held()).isEqualTo(1);
    assertThat(lane.holds(1)).isTrue();

    lane.release(1);
    lane.offer(entry(1));
    assertThat(lane.waiting()).isEqualTo(1);
  }

  @Test
  void putsBackWhatCouldNotGoInFrontOfItsFlow() {
    lane.offer(entry(1));
    lane.offer(entry(2));
    lane.offer(entry(3));
    var taken = lane.take(2);

    for (int i = taken.size() - 1; i >= 0; i--) {
      lane.restore(taken.get(i));
    }

    assertThat(lane.waiting()).isEqualTo(3);
    assertThat(keys(lane.take(3))).containsExactly(1, 2, 3);
  }

  @Test
  void putsBackTheLastOfAFlowAsTheNextToGo() {
    lane.offer(entry(1, "a"));
    lane.offer(entry(2, "b"));
    var taken = lane.take(1);

    lane.restore(taken.getFirst());

    assertThat(keys(lane.take(2))).containsExactly(1, 2);
  }

  @Test
  void remembersThatThereIsMoreWhereAFlowIsFull() {
    var small = new Lane<Integer, String>(new Limits(1_000, 60, 10));
    for (int i = 0; i < 61; i++) {
      small.offer(entry(i));
    }

    assertThat(small.waiting()).isEqualTo(60);
    assertThat(small.hasMore()).isTrue();
    assertThat(small.holds(60)).isFalse();
  }

  @Test
  void letsAFlowOfFewInThoughOthersFillTheLane() {
    var small = new Lane<Integer, String>(new Limits(60, 60, 10));
    for (int i = 0; i < 60; i++) {
      small.offer(entry(i, "busy"));
    }

    small.offer(entry(100, "busy"));
    small.offer(entry(200, "shy"));

    assertThat(small.holds(100)).isFalse();
    assertThat(small.holds(200)).isTrue();
  }

  @Test
  void holdsAtMostFourTimesItsBoundHoweverManyFlowsThereAre() {
    var small = new Lane<Integer, String>(new Limits(10, 10, 10));
    for (int i = 0; i < 1_000; i++) {
      small.offer(entry(i, "flow " + i));
    }

    assertThat(small.waiting()).isEqualTo(40);
    assertThat(small.hasMore()).isTrue();
  }

  @Test
  void takesNoYoungerOnesInWhileOlderOnesOfTheFlowAreInTheStoreOnly() {
    var small = new Lane<Integer, String>(new Limits(1_000, 51, 100));
    for (int i = 0; i < 52; i++) {
      small.offer(entry(i));
    }
    small.take(51);

    small.offer(entry(53));

    assertThat(small.waiting()).as("51 is older and not in here").isZero();
    small.offer(entry(100, "b"));
    assertThat(keys(small.take(10))).as("another flow is not held up").containsExactly(100);
  }

  @Test
  void asksTheStoreOnlyWhenThereMayBeMoreAndOneAtATime() {
    assertThat(lane.wantsRefill()).isFalse();

    lane.noteMore();

    assertThat(lane.wantsRefill()).isTrue();
    assertThat(lane.wantsRefill()).as("it is being asked").isFalse();
    assertThat(lane.isEmpty()).isFalse();
    lane.refill(List.of(), true);
    assertThat(lane.wantsRefill()).as("the store had nothing more").isFalse();
    assertThat(lane.isEmpty()).isTrue();
  }

  @Test
  void asksAgainAfterTheStoreHadMoreThanItTold() {
    lane.noteMore();
    lane.wantsRefill();

    lane.refill(List.of(entry(1)), false);

    assertThat(lane.wantsRefill()).isTrue();
  }

  @Test
  void doesNotAskWhileItHoldsMoreThanHalfOfWhatTheStoreTells() {
    var small = new Lane<Integer, String>(new Limits(100, 100, 4));
    for (int i = 0; i < 3; i++) {
      small.offer(entry(i));
    }
    small.noteMore();
    assertThat(small.wantsRefill()).isFalse();

    keys(small.take(3)).forEach(small::release);

    assertThat(small.wantsRefill()).isTrue();
  }

  @Test
  void takesWhatTheStoreHadInItsOrderAndSaysWhatIsNew() {
    lane.offer(entry(2));
    lane.noteMore();
    lane.wantsRefill();

    var fresh = lane.refill(List.of(entry(1), entry(2), entry(3)), true);

    assertThat(keys(fresh)).containsExactly(1, 3);
    assertThat(keys(lane.take(10))).containsExactly(2, 1, 3);
  }

  @Test
  void leavesOutWhatWasReleasedWhileTheStoreWasAsked() {
    lane.offer(entry(1));
    lane.take(1);
    lane.noteMore();
    lane.wantsRefill();
    lane.release(1);

    var fresh = lane.refill(List.of(entry(1), entry(2)), true);

    assertThat(keys(fresh)).as("1 was read before it changed").containsExactly(2);
    assertThat(lane.hasMore()).as("it may be due again, so the store is asked again").isTrue();
    lane.wantsRefill();
    assertThat(keys(lane.refill(List.of(entry(1)), true))).containsExactly(1);
  }

  @Test
  void doesNotTakeOffersOfAFlowWhoseOlderOnesAreBeingAskedFor() {
    var small = new Lane<Integer, String>(new Limits(1_000, 51, 200));
    for (int i = 0; i < 52; i++) {
      small.offer(entry(i));
    }
    keys(small.take(51)).forEach(small::release);
    assertThat(small.wantsRefill()).isTrue();

    small.offer(entry(60));
    small.refill(List.of(entry(51)), true);

    assertThat(keys(small.take(10))).containsExactly(51);
    assertThat(small.wantsRefill()).as("60 is still in the store").isTrue();
  }

  @Test
  void remembersWhatDidNotFitOfWhatTheStoreHad() {
    var small = new Lane<Integer, String>(new Limits(1_000, 50, 200));
    small.noteMore();
    small.wantsRefill();

    var told = IntStream.range(0, 60).mapToObj(LaneTest::entry).toList();
    assertThat(small.refill(told, true)).hasSize(50);

    assertThat(small.hasMore()).isTrue();
  }

  @Test
  void isIdleOnlyWhenNothingWaitsIsWorkedOnOrInTheStore() {
    assertThat(lane.isIdle()).isTrue();

    lane.offer(entry(1));
    assertThat(lane.isIdle()).isFalse();
    lane.take(1);
    assertThat(lane.isEmpty()).isTrue();
    assertThat(lane.isIdle()).isFalse();
    lane.release(1);
    assertThat(lane.isIdle()).isTrue();
    lane.noteMore();
    assertThat(lane.isIdle()).isFalse();
  }

  /// A store beside the lane holds what is not settled; whatever order offers, takings, refills and
  /// releases come in, everything is taken in the end, and nothing twice.
  @Test
  void losesNothingAndTakesNothingTwiceWhateverTheOrder() {
    for (int seed = 1; seed <= 200; seed++) {
      var chance = new SplittableRandom(seed);
      var tight = new Lane<Integer, String>(new Limits(3, 2, 4));
      var stored = new ArrayList<Held<Integer, String>>();
      var working = new ArrayList<Integer>();
      var done = new HashSet<Integer>();
      int made = 0;
      for (int turn = 0; made < 150 || !stored.isEmpty(); turn++) {
        assertThat(turn).as("seed %d comes to an end", seed).isLessThan(20_000);
        if (made < 150 && chance.nextInt(3) == 0) {
          var fresh =
              entry(made++, PRIORITIES.get(made % PRIORITIES.size()), "flow " + chance.nextInt(70));
          stored.add(fresh);
          if (chance.nextInt(10) > 0) {
            tight.offer(fresh);
          } else {
            tight.noteMore();
          }
        }
        if (tight.wantsRefill()) {
          var told = List.copyOf(stored.subList(0, Math.min(4, stored.size())));
          if (!working.isEmpty() && chance.nextBoolean()) {
            finish(working.removeFirst(), tight, stored);
          }
          tight.refill(told, stored.size() <= 4);
        }
        for (var taken : tight.take(chance.nextInt(4))) {
          assertThat(stored).as("seed %d: settled ones do not come back", seed).contains(taken);
          assertThat(done.add(taken.key())).as("seed %d: twice %s", seed, taken.key()).isTrue();
          working.add(taken.key());
        }
        if (!working.isEmpty() && chance.nextInt(3) > 0) {
          finish(working.removeFirst(), tight, stored);
        }
      }
      assertThat(done).hasSize(150);
    }
  }

  private static void finish(
      Integer key, Lane<Integer, String> lane, List<Held<Integer, String>> stored) {
    stored.removeIf(entry -> entry.key().equals(key));
    lane.release(key);
  }
}
