package io.carillon.bench.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.bench.rig.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryTest {
  private static final List<String> FLAGS = List.of("-XX:TieredStopAtLevel=1");

  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();

  /// Stands for the product: writes its arguments into the data folder.
  static final class Filler {
    private Filler() {}

    public static void main(String[] args) throws IOException {
      var all = List.of(args);
      if (all.contains("666")) {
        System.err.println("no room");
        System.exit(1);
      }
      var data = Path.of(all.get(all.indexOf("--data") + 1));
      Files.createDirectories(data.resolve("sub"));
      Files.writeString(data.resolve("sub").resolve("arguments"), String.join(" ", all));
      System.out.println("filled");
    }
  }

  @Test
  void aStoreIsFilledByTheProductsOwnCommand() throws Exception {
    var data = folder.resolve("data");

    assertThat(history("5k", Optional.empty(), data, "AC1")).isEqualTo("AC1");

    assertThat(Files.readString(data.resolve("sub/arguments")))
        .isEqualTo("store fill --messages 5k --account AC1 --data " + data);
    assertThat(said).containsExactly("filled");
  }

  @Test
  void aKeptFolderIsFilledOnceAndCopied() throws Exception {
    var kept = Optional.of(folder.resolve("kept"));

    assertThat(history("5k", kept, folder.resolve("one"), "AC1")).isEqualTo("AC1");
    assertThat(history("5k", kept, folder.resolve("two"), "AC2"))
        .as("whose history it is")
        .isEqualTo("AC1");

    assertThat(said).filteredOn("filled"::equals).hasSize(1);
    assertThat(folder.resolve("one/sub/arguments"))
        .hasSameTextualContentAs(folder.resolve("two/sub/arguments"));
  }

  @Test
  void whatWasNotFilledToTheEndIsFilledAnew() throws Exception {
    var kept = folder.resolve("kept");
    Files.createDirectories(kept.resolve("history-5k/data/rest"));

    history("5k", Optional.of(kept), folder.resolve("one"), "AC1");

    assertThat(folder.resolve("one/rest")).doesNotExist();
    assertThat(folder.resolve("one/sub/arguments")).exists();
  }

  @Test
  void aFailureIsToldInItsOwnWords() {
    assertThatThrownBy(() -> history("666", Optional.empty(), folder.resolve("one"), "AC1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no room");
  }

  private String history(String messages, Optional<Path> kept, Path data, String account)
      throws Exception {
    try (var processes = new Processes(folder)) {
      return new History(messages, kept, Filler.class.getName(), FLAGS)
          .into(new Folder(data), data, account, processes, said::add);
    }
  }
}
