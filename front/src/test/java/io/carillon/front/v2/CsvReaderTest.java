package io.carillon.front.v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvReaderTest {
  private static List<CsvReader.Row> rows(String text) {
    var reader = new CsvReader(text);
    var rows = new ArrayList<CsvReader.Row>();
    for (var row = reader.next(); row.isPresent(); row = reader.next()) {
      rows.add(row.get());
    }
    return rows;
  }

  @Test
  void quotesHoldCommasQuotesAndLines() {
    var rows = rows("a,\"b,\"\"c\"\"\",\r\n\"one\ntwo\",x\n\nlast");

    assertThat(rows.stream().map(CsvReader.Row::fields))
        .containsExactly(
            List.of("a", "b,\"c\"", ""), List.of("one\ntwo", "x"), List.of(""), List.of("last"));
    assertThat(rows.stream().map(CsvReader.Row::line)).containsExactly(1, 2, 4, 5);
    assertThat(rows.get(2).isBlank()).isTrue();
  }

  @Test
  void aByteOrderMarkAndTheGuardOfFormulasAreNoText() {
    assertThat(rows("\uFEFFto,'=1+1,'plain").getFirst().fields())
        .containsExactly("to", "=1+1", "'plain");
  }

  @Test
  void aQuoteThatIsNeverClosedIsTold() {
    assertThat(rows("a,\"b\nc").getFirst().whole()).isFalse();
  }

  @Test
  void nothingHasNoRows() {
    assertThat(rows("")).isEmpty();
  }
}
