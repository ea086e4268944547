package io.carillon.bench.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MarksTest {
  @Test
  void theFirstTimeCounts() {
    var marks = new Marks();

    assertThat(marks.mark(70_000, 5)).isTrue();
    assertThat(marks.mark(70_000, 9)).isFalse();

    assertThat(marks.at(70_000)).isEqualTo(5);
    assertThat(marks.at(0)).isZero();
    assertThat(marks.count()).isEqualTo(1);
  }

  @Test
  void ofManyThreadsOneIsFirst() throws Exception {
    var marks = new Marks();
    try (var threads = Executors.newFixedThreadPool(4)) {
      var firsts =
          IntStream.range(0, 4)
              .mapToObj(_ ->
                  threads.submit(
                      () -> IntStream.range(0, 100_000).filter(i -> marks.mark(i, 1)).count()))
              .toList();

      var sum = 0L;
      for (Future<Long> first : firsts) {
        sum += first.get();
      }
      assertThat(sum).isEqualTo(100_000);
      assertThat(marks.count()).isEqualTo(100_000);
    }
  }

  @Test
  void timesSurviveTheFile(@TempDir Path folder) throws IOException {
    var marks = new Marks();
    marks.mark(0, 11);
    marks.mark(65_537, 12);

    marks.write(folder.resolve("a"));
    var times = Marks.read(folder.resolve("a"));

    assertThat(times).hasSize(65_538);
    assertThat(times[0]).isEqualTo(11);
    assertThat(times[1]).isZero();
    assertThat(times[65_537]).isEqualTo(12);
  }

  @Test
  void noMarksAreAFileToo(@TempDir Path folder) throws IOException {
    new Marks().write(folder.resolve("a"));

    assertThat(Marks.read(folder.resolve("a"))).isEmpty();
  }

  @Test
  void anotherFileIsRefused(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("a"), "what is this?");

    assertThatThrownBy(() -> Marks.read(file)).isInstanceOf(IOException.class);
  }
}
