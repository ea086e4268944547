package io.carillon.app.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A page of the reference that nobody writes by hand.
///
/// With the system property `carillon.rewrite=true` it is written anew, else it must be in git as
/// it would be written.
final class Page {
  private static final boolean REWRITES = Boolean.getBoolean("carillon.rewrite");

  private final StringBuilder text = new StringBuilder();

  Page line(String line) {
    text.append(line.stripTrailing()).append('\n');
    return this;
  }

  /// A heading with room around it.
  Page heading(String heading) {
    return line("").line(heading).line("");
  }

  /// A row of a table; the first one of a table brings the line below it by `rule`.
  Page row(List<String> cells) {
    var safe = new ArrayList<String>();
    cells.forEach(cell -> safe.add(cell.replace("|", "\\|").replace("\n", " ").strip()));
    return line("| " + String.join(" | ", safe) + " |");
  }

  /// The head of a table.
  Page head(String... cells) {
    return row(List.of(cells)).line("|" + "---|".repeat(cells.length));
  }

  /// Holds the page in git to this text, or writes it.
  void hold(String path) throws IOException {
    var file = root().resolve(path);
    if (REWRITES) {
      Files.writeString(file, text);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as("%s is old; run the test with -Dcarillon.rewrite=true", path)
        .isEqualTo(text.toString());
  }

  /// The folder of the checkout; Maven runs tests in the module's folder below it.
  static Path root() {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("carillon"))) {
      folder = Objects.requireNonNull(folder.getParent(), "no checkout");
    }
    return folder;
  }
}
