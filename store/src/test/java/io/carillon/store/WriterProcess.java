package io.carillon.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Status;
import io.carillon.testkit.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// Runs a `CrashingWriter` again and again in one folder, and remembers what it was told was done.
final class WriterProcess {
  private static final Pattern LINE = Pattern.compile("done (\\S{36}) (\\d)");

  private final Path folder;
  private final Map<String, Integer> told = new HashMap<>();
  private int runs;

  WriterProcess(Path folder) {
    this.folder = folder;
  }

  /// Acts on the process, told how much it has said so far, after each line.
  interface Fate {
    void after(int lines, Process process) throws IOException;

    /// Killed after so many lines.
    static Fate killedAfter(int most) {
      return (lines, process) -> {
        if (lines == most) {
          process.destroyForcibly();
        }
      };
    }
  }

  /// Runs it until it ends; its exit code.
  int run(Map<String, String> environment, List<String> flags, Fate fate) throws Exception {
    var arguments = List.of(folder.toString(), Integer.toString(++runs));
    var lines = new AtomicInteger();
    return new ChildProcess(CrashingWriter.class, environment, flags, arguments)
        .run((line, process) -> {
          note(line);
          fate.after(lines.incrementAndGet(), process);
        });
  }

  private void note(String text) {
    var line = LINE.matcher(text);
    if (line.matches()) {
      told.merge(line.group(1), Integer.valueOf(line.group(2)), Math::max);
    }
  }

  /// How many messages it was told of.
  int told() {
    return told.size();
  }

  /// What it was told of and is not as far as it was told; all that is there is whole.
  List<String> lost() {
    var lost = new ArrayList<String>();
    try (var store = Opened.sqlite(folder)) {
      told.forEach((id, rev) -> {
        var kept = Id.fromUuid(id).map(MessageId::new).flatMap(store.messages()::find);
        if (kept.isEmpty() || kept.get().state().rev() < rev) {
          lost.add(id);
        } else {
          assertWhole(store, kept.get());
        }
      });
    }
    var findings = Checkup.of(new StoreSettings.Sqlite(folder), _ -> {});
    assertThat(findings).allMatch(Checkup.Finding::isWell);
    return lost;
  }

  /// The commit that says sent owes a notice: both are there, or neither.
  private static void assertWhole(Store store, Message message) {
    var owed = store.notices().of(message.id());
    assertThat(owed).hasSize(message.status() == Status.SENT ? 1 : 0);
    var farId = message.id().value().uuid();
    assertThat(store.messages().byFarIds(Samples.LANE, List.of(farId)))
        .hasSize(message.status() == Status.SENT ? 1 : 0);
  }
}
