package io.carillon.app.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.app.run.PrometheusMeters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The figures, what is said of them, and the page that lists them.
class MetricsTest {
  @Test
  void everyFigureStandsInItsReferenceWithTheSameWords() throws Exception {
    var meanings = new Properties();
    try (var in =
        Objects.requireNonNull(MetricsTest.class.getResourceAsStream("/metrics.properties"))) {
      meanings.load(in);
    }
    var rows = new TreeSet<String>();
    for (var line :
        Files.readAllLines(
            Checkout.root().resolve("docs/reference/metrics.md"), StandardCharsets.UTF_8)) {
      if (line.startsWith("| `carillon_")) {
        var cells = line.split(" \\| ", -1);
        var name = cells[0].substring("| `carillon_".length(), cells[0].length() - 1);
        rows.add(
            name.replaceFirst("_(total|seconds)$", "") + " " + cells[3].replaceFirst(" \\|$", ""));
      }
    }

    var described = new TreeSet<String>();
    meanings.forEach(
        (name, meaning) -> described.add(name.toString().replace('.', '_') + " " + meaning));
    assertThat(rows).isEqualTo(described);
  }

  @Test
  void aFigureThatNobodyDescribedIsRefused() {
    try (var meters = new PrometheusMeters()) {
      assertThatThrownBy(() -> meters.count("messages.lost"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("messages.lost");
    }
  }

  @Test
  void whatAFigureMeansIsSaidWithIt() {
    try (var meters = new PrometheusMeters()) {
      meters.count("messages.accepted").add(3);

      assertThat(meters.scrape())
          .contains("# HELP carillon_messages_accepted_total messages accepted from callers")
          .contains("carillon_messages_accepted_total 3.0");
    }
  }
}
