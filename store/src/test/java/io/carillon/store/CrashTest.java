package io.carillon.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Status;
import io.carillon.testkit.Samples;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a process in the midst of its writing, again and again in the same folder, and looks for
/// everything that it was told was done.
@Tag("slow")
final class CrashTest {
  private static final int ROUNDS = 3;
  private static final int TOLD_A_ROUND = 300;
  private static final Pattern LINE = Pattern.compile("done (\\S{36}) (\\d)");

  @TempDir Path folder;

  @Test
  void whatWasToldToBeDoneIsThereAfterAKill() throws Exception {
    var told = new HashMap<String, Integer>();
    for (int round = 0; round < ROUNDS; round++) {
      writeAndKill(round, told);
      try (var store = Opened.sqlite(folder)) {
        told.forEach((id, rev) -> assertKept(store, id, rev));
      }
    }
    assertThat(told).hasSizeGreaterThan(ROUNDS * TOLD_A_ROUND / 4);
  }

  private void writeAndKill(int round, Map<String, Integer> told) throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingWriter.class.getName(),
                folder.toString(),
                Integer.toString(round + 1))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var out = process.inputReader(StandardCharsets.US_ASCII)) {
      for (int lines = 0; read(out, told); lines++) {
        if (lines == TOLD_A_ROUND) {
          process.destroyForcibly();
        }
      }
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
  }

  /// Reads a line; false at the end, where the last line may be cut off.
  private static boolean read(BufferedReader out, Map<String, Integer> told) {
    try {
      var text = out.readLine();
      if (text == null) {
        return false;
      }
      var line = LINE.matcher(text);
      if (line.matches()) {
        told.merge(line.group(1), Integer.valueOf(line.group(2)), Math::max);
      }
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static void assertKept(Store store, String id, int rev) {
    var kept = Id.fromUuid(id).map(MessageId::new).flatMap(store.messages()::find);
    assertThat(kept).as(id).isPresent();
    assertThat(kept.get().state().rev()).as(id).isGreaterThanOrEqualTo(rev);
    assertWhole(store, kept.get());
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
