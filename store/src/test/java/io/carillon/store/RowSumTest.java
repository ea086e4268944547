package io.carillon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowSumTest {
  private static RowSum sum(List<List<Object>> rows) {
    var sum = new RowSum();
    for (var row : rows) {
      for (var value : row) {
        switch (value) {
          case Long number -> sum.number(number);
          case String text -> sum.text(text);
          case byte[] octets -> sum.octets(octets);
          default -> sum.nothing();
        }
      }
      sum.end();
    }
    return sum;
  }

  @Test
  void theOrderOfRowsDoesNotCountButThatOfValuesDoes() {
    var rows = sum(List.of(List.of(1L, "a"), List.of(2L, "b")));

    assertThat(rows.isAs(sum(List.of(List.of(2L, "b"), List.of(1L, "a"))))).isTrue();
    assertThat(rows.isAs(sum(List.of(List.of(2L, "a"), List.of(1L, "b"))))).isFalse();
    assertThat(rows.isAs(sum(List.of(List.of(1L, "a"))))).isFalse();
  }

  @Test
  void everyValueCounts() {
    var long9 = new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9};
    var other = new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 0};

    assertThat(sum(List.of(List.of(long9))).isAs(sum(List.of(List.of(other))))).isFalse();
    assertThat(sum(List.of(List.of(""))).isAs(sum(List.of(List.of('n'))))).isFalse();
    assertThat(sum(List.of(List.of("ab", ""))).isAs(sum(List.of(List.of("", "ab"))))).isFalse();
    assertThat(sum(List.of(List.of(0L))).isAs(sum(List.of(List.of(1L))))).isFalse();
  }
}
