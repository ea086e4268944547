package io.carillon.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TableTest {
  private static final List<Row<Double>> ROWS =
      List.of(
          Row.median("rate", "rate / s", 1, value -> value),
          Row.worst("lost", "lost", value -> value));

  @Test
  void medianAndWorstSumRunsUp() {
    assertThat(new Table<>(ROWS, List.of(3.0, 1.0, 10.0)).sums())
        .containsEntry("rate", 3.0)
        .containsEntry("lost", 10.0);
    assertThat(new Table<>(ROWS, List.of(3.0, 1.0)).sums()).containsEntry("rate", 2.0);
    assertThat(new Table<>(ROWS, List.of(7.0)).sums()).containsEntry("rate", 7.0);
  }

  @Test
  void oneRunIsOneColumn() {
    var lines = new Table<>(ROWS, List.of(20_123.45)).text().lines().toList();

    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).isEqualTo("rate / s  20,123.5");
    assertThat(lines.getLast()).isEqualTo("lost        20,123");
  }

  @Test
  void manyRunsHaveAColumnEachBehindTheMedian() {
    var lines = new Table<>(ROWS, List.of(1.0, 9.0, 2.0)).text().lines().toList();

    assertThat(lines.getFirst().strip().split("\\s{2,}"))
        .containsExactly("median", "run 1", "run 2", "run 3");
    assertThat(lines.get(1).split("\\s{2,}"))
        .containsExactly("rate / s", "2.0", "1.0", "9.0", "2.0");
    assertThat(lines.get(2).split("\\s{2,}")).containsExactly("lost", "9", "1", "9", "2");
  }

  @Test
  void whatWasNotMeasuredIsADash() {
    var table = new Table<>(ROWS, List.of(Double.NaN));

    assertThat(table.text().lines().findFirst().orElseThrow()).endsWith(" –");
    assertThat(table.sums()).isEmpty();
  }

  @Test
  void aRowThatNobodyHasMayBeLeftOut() {
    var rows = List.of(Row.<Double>median("some", "sometimes", 0, value -> value).ifAny());

    assertThat(new Table<>(rows, List.of(Double.NaN)).text()).isEmpty();
    assertThat(new Table<>(rows, List.of(Double.NaN, 3.0)).text()).contains("sometimes", "3");
  }
}
