package io.carillon.front.pantheon;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Fault;
import io.carillon.model.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// The reference page says what the tables say.
class PantheonPageTest {
  private static String page() throws IOException {
    return Files.readString(Path.of("../docs/reference/pantheoncloud.md"));
  }

  @Test
  void namesEveryCode() throws IOException {
    var codes =
        Arrays.stream(Fault.values()).map(fault -> '`' + PantheonFault.of(fault).code() + '`');

    assertThat(page()).contains(codes.toList());
  }

  @Test
  void givesTheHttpStatusOfEveryPrintedCode() throws IOException {
    for (var fault : Fault.values()) {
      var row = PantheonFault.of(fault);
      if (row.code().matches("[SM]MS_.*")) {
        assertThat(page()).contains("| `" + row.code() + "` | " + row.http() + " |");
      }
    }
  }

  @Test
  void namesEveryStatus() throws IOException {
    var words =
        Arrays.stream(Status.values())
            .map(status -> "| `" + PantheonMapping.word(status) + "` |")
            .distinct();

    assertThat(page()).contains(words.toList());
  }
}
