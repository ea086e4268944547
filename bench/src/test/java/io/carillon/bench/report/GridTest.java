package io.carillon.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class GridTest {
  @Test
  void theFirstColumnIsToTheLeftAndAllOthersToTheRight() {
    var grid = new Grid();
    grid.add(List.of("", "one", "a long name"));
    grid.add(List.of("label", "12,345", "1"));

    assertThat(grid.text())
        .isEqualTo(
            """
                      one  a long name
            label  12,345            1
            """);
  }

  @Test
  void linesMayBeShort() {
    var grid = new Grid();
    grid.add(List.of("a"));
    grid.add(List.of("b", "1"));

    assertThat(grid.text()).isEqualTo("a\nb  1\n");
  }
}
