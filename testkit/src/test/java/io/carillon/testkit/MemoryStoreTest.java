package io.carillon.testkit;

import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.accept;
import static io.carillon.testkit.Samples.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.port.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class MemoryStoreTest {
  private final Samples samples = new Samples(1);
  private final List<Result> told = new ArrayList<>();

  @Nested
  final class Contract implements StoreContract {
    private final Ports ports = MemoryStore.atOnce().ports();

    @Override
    public Ports ports() {
      return ports;
    }
  }

  private void hand(MemoryStore store, Commit... commits) {
    store.commits().hand(List.of(commits), told::addAll);
  }

  @Test
  void writesNothingUntilItIsStepped() {
    var store = MemoryStore.stepped();
    var message = samples.message();
    hand(store, accept(message));

    assertThat(store.messages().find(message.id())).isEmpty();
    assertThat(store.commits().waiting()).isEqualTo(1);

    assertThat(store.step()).isTrue();
    assertThat(told).containsExactly(new Result.Done());
    assertThat(store.messages().find(message.id())).contains(message);
    assertThat(store.step()).isFalse();
  }

  @Test
  void aCrashLosesWhatWaitsAndTellsNobody() {
    var store = MemoryStore.stepped();
    var kept = samples.message();
    var lost = samples.message();
    hand(store, accept(kept));
    store.drain();
    told.clear();
    hand(store, accept(lost));

    store.crash();
    store.drain();

    assertThat(told).isEmpty();
    assertThat(store.messages().find(kept.id())).isPresent();
    assertThat(store.messages().find(lost.id())).isEmpty();
  }

  @Test
  void aCrashAfterTheSyncKeepsWhatNobodyWasToldOf() {
    var store = MemoryStore.stepped();
    var kept = samples.message();
    var lost = samples.message();
    hand(store, accept(kept), accept(lost));

    store.crashAfterSync(1);

    assertThat(told).isEmpty();
    assertThat(store.messages().find(kept.id())).isPresent();
    assertThat(store.messages().find(lost.id())).isEmpty();
  }

  @Test
  void breaksWhatItIsAskedToBreak() {
    var store = MemoryStore.atOnce();
    store.breakNext(1);

    hand(store, accept(samples.message()), accept(samples.message()));

    assertThat(told.getFirst()).isInstanceOf(Result.Broken.class);
    assertThat(told.getLast()).isEqualTo(new Result.Done());
  }

  @Test
  void cannotBeReadWhenItIsAskedSo() {
    var store = MemoryStore.atOnce();
    store.unreadable(true);

    assertThatThrownBy(() -> store.messages().find(samples.id()))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void theMostUrgentAreWrittenFirstButNeverBeforeAnEarlierOneOfTheirMessage() {
    var store = MemoryStore.stepped();
    var first = samples.message();
    var second = samples.message();
    var claimed = Samples.claimed(first, 1, START);
    var order = new ArrayList<String>();
    store.commits().hand(List.of(accept(first)), _ -> order.add("accept 1"));
    store.commits().hand(List.of(accept(second)), _ -> order.add("accept 2"));
    store.commits().hand(List.of(change(first, claimed)), _ -> order.add("change 1"));
    store
        .commits()
        .hand(
            List.of(new Commit(Urgency.INSIDE, List.of(), List.<Write>of())),
            _ -> order.add("inside"));

    while (store.step(1)) {
      // one commit a group
    }

    assertThat(order).containsExactly("inside", "accept 1", "change 1", "accept 2");
    assertThat(store.messages().find(first.id())).contains(claimed);
  }

  @Test
  void whoWaitsForAWriteIsWokenByAStep() throws Exception {
    var store = MemoryStore.stepped();
    var message = samples.message();
    var writer = Thread.startVirtualThread(() -> writeQuietly(store, accept(message)));
    Patience.until(store::step, () -> "no step");

    assertThat(writer.join(Duration.ofSeconds(10))).isTrue();
    assertThat(told).containsExactly(new Result.Done());
  }

  private void writeQuietly(MemoryStore store, Commit commit) {
    try {
      told.add(store.commits().write(commit));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
