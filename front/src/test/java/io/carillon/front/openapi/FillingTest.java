package io.carillon.front.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FillingTest {
  private final Iterator<String> words = List.of("one", "two").iterator();
  private final Filling filling =
      new Filling(() -> Instant.parse("2023-07-15T14:30:00.5Z"), words::next, "http://here");

  @ParameterizedTest
  @CsvSource({
    "'at ${now}', 'at 2023-07-15T14:30:00Z'",
    "'${now+PT2H}', '2023-07-15T16:30:00Z'",
    "'${now-P1D} to ${now+P1DT1M}', '2023-07-14T14:30:00Z to 2023-07-16T14:31:00Z'",
    "'${today}', '2023-07-15'",
    "'${today+P20D}', '2023-08-04'",
    "'${unique} ${unique}', 'one two'",
    "'${server}/v1', 'http://here/v1'",
    "'${tomorrow} $now {now}', '${tomorrow} $now {now}'",
  })
  void gapsAreFilledAndNothingElseIs(String text, String filled) {
    assertThat(filling.fill(text)).isEqualTo(filled);
  }
}
