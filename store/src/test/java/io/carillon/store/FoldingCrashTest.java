package io.carillon.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Commit.Reason;
import io.carillon.model.port.History.Period;
import io.carillon.model.port.Ledger;
import io.carillon.model.port.Ledger.Line;
import io.carillon.testkit.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a process right after it began to fold the ledger while it is paid in, again and again in
/// the same folder: nothing is lost, and nothing is folded twice.
@Tag("slow")
final class FoldingCrashTest {
  private static final int ROUNDS = 4;
  private static final int PAID = 12;

  @TempDir private Path folder;

  @Test
  void whatWasPaidInStandsWhereverFoldingWasKilled() throws Exception {
    Opened.freshSqlite(folder).close();
    var paid = new AtomicInteger();
    for (int round = 1; round <= ROUNDS; round++) {
      killed(round, paid);

      assertThat(troubles()).as("round %s", round).isEmpty();
      try (var store = Opened.sqlite(folder)) {
        assertEachStandsOnce(store, paid.get() * FoldingProcess.AT_A_TIME);
      }
    }
    assertThat(paid.get()).isPositive();
    try (var store = Opened.sqlite(folder)) {
      assertThat(lines(store)).extracting(Line::reason).contains(Reason.CLOSING);
      var done = new Ledger.Folded(0, 0, true);
      while (done.more()) {
        done = store.ledger().fold(done.behind(), FoldingProcess.LATER);
      }
      assertEachStandsOnce(store, paid.get() * FoldingProcess.AT_A_TIME);
      assertThat(lines(store)).as("a line for each month").hasSizeBetween(3, 5);
    }
    assertThat(troubles()).isEmpty();
  }

  private void killed(int round, AtomicInteger paid) throws Exception {
    int enough = paid.get() + PAID + round;
    var arguments = List.of(folder.toString(), Integer.toString(round));
    new ChildProcess(FoldingProcess.class, Map.of(), List.of(), arguments)
        .run((line, process) -> {
          if (line.equals("paid")) {
            paid.incrementAndGet();
          } else if (paid.get() >= enough) {
            process.destroyForcibly();
          }
        });
  }

  private List<Checkup.Finding> troubles() {
    return Checkup.of(new StoreSettings.Sqlite(folder), _ -> {}).stream()
        .filter(finding -> !finding.isWell())
        .toList();
  }

  /// Each posting is one movement of one micro-unit.
  private static void assertEachStandsOnce(Store store, long told) {
    var lines = lines(store);
    long moves = lines.stream().mapToLong(Line::moves).sum();
    assertThat(moves).as("what was told is there").isGreaterThanOrEqualTo(told);
    assertThat(lines.stream().mapToLong(line -> line.amount().micros()).sum()).isEqualTo(moves);
    assertThat(store.accounts().balance(Samples.ACCOUNT)).contains(Samples.usd(moves));
  }

  private static List<Line> lines(Store store) {
    var all = new Ledger.Filter(Samples.ACCOUNT, Optional.empty(), Period.ANY);
    var lines = new ArrayList<Line>();
    var behind = OptionalLong.empty();
    while (true) {
      var page = store.ledger().page(all, true, behind, Ledger.LINES_MAX).lines();
      lines.addAll(page);
      if (page.isEmpty()) {
        return lines;
      }
      behind = OptionalLong.of(page.getLast().number());
    }
  }
}
