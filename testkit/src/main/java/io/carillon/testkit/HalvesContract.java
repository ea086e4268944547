package io.carillon.testkit;

import static io.carillon.testkit.Samples.LANE;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.accept;
import static io.carillon.testkit.Samples.change;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Address;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Half;
import io.carillon.model.Report;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What every store does with receipts that wait for what they speak of.
public interface HalvesContract {
  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  private void group(Commit... commits) throws Exception {
    var results = new CompletableFuture<List<Result>>();
    ports().commits().hand(List.of(commits), results::complete);
    assertThat(results.get(10, TimeUnit.SECONDS)).containsOnly(new Result.Done());
  }

  private static Half half(String farId, Instant at) {
    return new Half(
        LANE,
        new Report.Receipt(
            farId,
            -1,
            new Address(Address.Kind.ALPHANUMERIC, "Sender"),
            Address.phone("+14155550100"),
            Report.Verdict.UNDELIVERABLE,
            "011",
            "310410"),
        at);
  }

  private static Write parked(Half half) {
    return new Write.Parked(half);
  }

  @Test
  default void halvesComeBackNewestFirst() throws Exception {
    var older = half("a", START);
    var newer = half("b", START.plusSeconds(1));
    group(inside(parked(newer)), inside(parked(older)));
    var halves = ports().halves();

    assertThat(halves.newest(10)).containsExactly(newer, older);
    assertThat(halves.newest(1)).containsExactly(newer);
    assertThat(halves.olderThan(START.plusSeconds(1), 10)).containsExactly(older);
    assertThat(halves.count()).isEqualTo(2);
  }

  @Test
  default void unparkingTakesAllUnderAFarId() throws Exception {
    var other = half("b", START);
    group(inside(parked(half("a", START))), inside(parked(half("a", START)), parked(other)));

    group(inside(new Write.Unparked(LANE, "a")), inside(new Write.Unparked("else", "b")));

    assertThat(ports().halves().newest(10)).containsExactly(other);
  }

  @Test
  default void theOrderOfHalvesInOneGroupCounts() throws Exception {
    var later = half("a", START.plusSeconds(1));

    group(
        inside(parked(half("a", START))),
        inside(new Write.Unparked(LANE, "a")),
        inside(parked(later)));

    assertThat(ports().halves().newest(10)).containsExactly(later);
  }

  @Test
  default void halvesWhoseLegIsKnownAreMatchable() throws Exception {
    var samples = new Samples(1);
    var single = samples.message();
    var claimed = Samples.claimed(single, 1, START);
    var parts = samples.message();
    var claimedParts = Samples.claimed(parts, 2, START);
    group(
        inside(parked(half("a", START)), parked(half("b2", START.plusSeconds(1)))),
        inside(parked(half("unknown", START)), parked(half("", START))));
    assertThat(ports().halves().matchable(10)).isEmpty();

    group(
        accept(single),
        change(single, claimed),
        change(claimed, Samples.sent(claimed, START, "a")),
        accept(parts),
        change(parts, claimedParts),
        change(claimedParts, Samples.sent(claimedParts, START, "b1", "b2")));

    assertThat(ports().halves().matchable(10))
        .containsExactly(half("a", START), half("b2", START.plusSeconds(1)));
    assertThat(ports().halves().matchable(1)).hasSize(1);
  }
}
