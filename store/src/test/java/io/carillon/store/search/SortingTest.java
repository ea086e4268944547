package io.carillon.store.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SortingTest {
  @Test
  void sortsAndKeepsWhatIsEqualInOrder() {
    var chance = new SplittableRandom(1);
    for (int count : new int[] {0, 1, 2, 15, 16, 17, 100, 1_000, 4_097}) {
      for (int variety : new int[] {1, 3, 100_000}) {
        var keys = chance.ints(count, 0, variety).asLongStream().toArray();
        var values = IntStream.range(0, count).toArray();
        var expected =
            IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingLong(i -> keys[i]))
                .mapToInt(i -> i)
                .toArray();
        var sorted = keys.clone();
        Arrays.sort(sorted);
        var given = keys.clone();

        Sorting.sort(given, values, count);

        assertThat(given).isEqualTo(sorted);
        assertThat(values).isEqualTo(expected);
      }
    }
  }

  @Test
  void findsTheFirstOfEqualOnes() {
    long[] keys = {1, 3, 3, 3, 7};

    assertThat(Sorting.firstAtLeast(keys, 0, 5, 3)).isEqualTo(1);
    assertThat(Sorting.firstAtLeast(keys, 2, 5, 3)).isEqualTo(2);
    assertThat(Sorting.firstAtLeast(keys, 0, 5, 4)).isEqualTo(4);
    assertThat(Sorting.firstAtLeast(keys, 0, 5, 8)).isEqualTo(5);
    assertThat(Sorting.firstAtLeast(keys, 0, 0, 0)).isZero();
  }
}
